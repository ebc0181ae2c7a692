using System.Buffers;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using El4k.Store.Aggregations;
using El4k.Store.Indices;
using El4k.Store.Search;
using El4k.Store.Search.Hits;

namespace El4k.Store;

/// <summary>Runs one search over snapshots: searches each segment, merges the aggregations, finds the top hits, fetches them.</summary>
/// <remarks>A segment that cannot be read is left out and reported. Used once, by one thread.</remarks>
internal sealed class SearchExecution
{
    /// <summary>Fewer rows are searched before other threads would have started.</summary>
    private const long MinimumParallelRows = 65_536;

    private readonly SearchRequest _request;
    private readonly TimeProvider _clock;
    private readonly CancellationToken _cancellation;
    private readonly long _now;
    private readonly AggregationLimits _limits = new();
    private readonly List<SegmentSearch> _segments = [];
    private readonly List<SearchFailure> _failures = [];
    private readonly AggregationPartial[] _aggregations;
    private long _totalHits;

    public SearchExecution(SearchRequest request, TimeProvider clock, CancellationToken cancellation)
    {
        _request = request;
        _clock = clock;
        _cancellation = cancellation;
        _now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        _aggregations = [.. request.Aggregations.Select(aggregation => aggregation.CreateEmpty())];
    }

    /// <param name="snapshots">The indices; they stay the caller's.</param>
    /// <exception cref="InvalidRequestException">The request does not fit the fields, or its buckets are too many.</exception>
    public SearchResponse Run(IReadOnlyList<IndexSnapshot> snapshots)
    {
        var start = _clock.GetTimestamp();
        _cancellation.ThrowIfCancellationRequested();
        CheckSortFields(snapshots);
        var segments = snapshots
            .SelectMany(snapshot => snapshot.Segments.Select(reader => new SegmentSearch(snapshot.Name, snapshot.Mapping, reader, _now, _cancellation)))
            .ToList();
        var top = new TopHits(_request.Sort, _request.From + _request.Size, ReadAfter(snapshots));
        foreach (var result in SearchSegments(segments))
        {
            Take(result, top);
        }

        var hits = top.Find(_cancellation);
        return new SearchResponse(_request)
        {
            TotalHits = _totalHits,
            Indices = snapshots.Count,
            Hits = WriteHits([.. hits.Skip(_request.From)]),
            HasHits = hits.Count > _request.From,
            Aggregations = WriteAggregations(),
            Failures = _failures,
            Took = _clock.GetElapsedTime(start),
        };
    }

    /// <summary>Searches the segments, at once when there is enough to do, and returns the results in the order of the segments.</summary>
    private SegmentResult[] SearchSegments(List<SegmentSearch> segments)
    {
        var results = new SegmentResult[segments.Count];
        if (segments.Count < 2 || segments.Sum(segment => (long)segment.Segment.RowCount) < MinimumParallelRows)
        {
            for (var i = 0; i < results.Length; i++)
            {
                results[i] = new SegmentExecution(_request, segments[i], _limits).Run();
            }

            return results;
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = _cancellation };
        try
        {
            Parallel.For(0, results.Length, options, i => results[i] = new SegmentExecution(_request, segments[i], _limits).Run());
        }
        catch (AggregateException errors)
        {
            // One segment's error is the request's: the others are the same or follow from it.
            ExceptionDispatchInfo.Throw(errors.InnerExceptions[0]);
        }

        return results;
    }

    private void Take(SegmentResult result, TopHits top)
    {
        if (result.Rows is not { } rows)
        {
            _failures.Add(new SearchFailure(result.Segment.IndexName, result.Damage!));
            return;
        }

        for (var i = 0; i < result.Aggregations.Count; i++)
        {
            _aggregations[i].Merge(result.Aggregations[i]);
        }

        if (_request.Size > 0 && result.Count > 0)
        {
            top.AddSegment(result.Segment, rows);
            _segments.Add(result.Segment);
        }

        _totalHits += result.Count;
    }

    /// <summary>A field that no index has is a mistake; one that some lack is not.</summary>
    private void CheckSortFields(IReadOnlyList<IndexSnapshot> snapshots)
    {
        foreach (var key in _request.Sort)
        {
            if (key is { Kind: SortKind.Field, MayBeUnmapped: false } && snapshots.Count > 0
                && snapshots.All(snapshot => snapshot.Mapping.Find(key.Field) is null) && snapshots.Any(snapshot => snapshot.LiveRowCount > 0))
            {
                throw new InvalidRequestException(
                    InvalidRequestException.QueryShard,
                    $"No mapping found for [{key.Field}] in order to sort on; [unmapped_type] allows for that");
            }
        }
    }

    private SortValue[]? ReadAfter(IReadOnlyList<IndexSnapshot> snapshots)
    {
        if (_request.SearchAfter is not { } texts)
        {
            return null;
        }

        IReadOnlyList<SortKey> keys = _request.Sort.Count > 0 ? _request.Sort : [new SortKey(SortKind.Document, "_doc", false)];
        return [.. keys.Select((key, index) =>
        {
            var field = snapshots.Select(snapshot => snapshot.Mapping.FindAggregatable(key.Field)).FirstOrDefault(found => found is not null);
            return SortColumns.ParseAfter(key, field, texts[index], _now);
        })];
    }

    private ReadOnlyMemory<byte> WriteHits(IReadOnlyList<Hit> hits)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, JsonOutput.Options);
        var writer = new HitWriter(_request, _segments);
        json.WriteStartArray();
        writer.Write(json, hits);
        json.WriteEndArray();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private ReadOnlyMemory<byte> WriteAggregations()
    {
        if (_aggregations.Length == 0)
        {
            return default;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, JsonOutput.Options);
        json.WriteStartObject();
        new AggregationOutput(_request.TypedKeys, _now).Write(json, _request.Aggregations, _aggregations);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }
}

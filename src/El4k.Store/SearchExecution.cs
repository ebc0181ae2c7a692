using System.Buffers;
using System.Text.Json;
using El4k.Store.Aggregations;
using El4k.Store.Indices;
using El4k.Store.Io;
using El4k.Store.Search;
using El4k.Store.Search.Hits;

namespace El4k.Store;

/// <summary>Runs one search over snapshots: filter each segment, feed the aggregations, find the top hits, fetch them.</summary>
/// <remarks>A segment that cannot be read is left out and reported. Used once, by one thread.</remarks>
internal sealed class SearchExecution
{
    private readonly SearchRequest _request;
    private readonly TimeProvider _clock;
    private readonly CancellationToken _cancellation;
    private readonly long _now;
    private readonly AggregationLimits _limits = new();
    private readonly List<SegmentSearch> _segments = [];
    private readonly List<SearchFailure> _failures = [];
    private readonly AggregationPartial[] _aggregations;
    private readonly int[] _offsets = new int[RowBlock.Size];
    private readonly int[] _noParents = new int[RowBlock.Size];
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
        CheckSortFields(snapshots);
        var top = new TopHits(_request.Sort, _request.From + _request.Size, ReadAfter(snapshots));
        foreach (var snapshot in snapshots)
        {
            foreach (var reader in snapshot.Segments)
            {
                _cancellation.ThrowIfCancellationRequested();
                var segment = new SegmentSearch(snapshot.Name, snapshot.Mapping, reader, _now, _cancellation);
                try
                {
                    Search(segment, top);
                }
                catch (CorruptFileException error)
                {
                    _failures.Add(new SearchFailure(snapshot.Name, error.Message));
                }
            }
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

    private void Search(SegmentSearch segment, TopHits top)
    {
        var rows = segment.Find(_request.Query ?? EveryDocument.Instance);
        if (_aggregations.Length > 0)
        {
            Aggregate(segment, rows);
        }

        if (_request.PostFilter is { } filter)
        {
            rows.And(filter.Match(segment));
        }

        var count = rows.Count();
        if (_request.Size > 0 && count > 0)
        {
            top.AddSegment(segment, rows);
            _segments.Add(segment);
        }

        _totalHits += count;
    }

    private void Aggregate(SegmentSearch segment, RowSet rows)
    {
        var collectors = _request.Aggregations.Select(aggregation => aggregation.CreateCollector(segment, _limits)).ToList();
        for (var block = 0; block < RowBlock.CountFor(rows.RowCount); block++)
        {
            var count = rows.ReadOffsets(block, _offsets);
            if (count == 0)
            {
                continue;
            }

            _cancellation.ThrowIfCancellationRequested();
            var batch = new RowBatch(block, _offsets.AsSpan(0, count), _noParents.AsSpan(0, count), 1);
            foreach (var collector in collectors)
            {
                collector.Collect(batch);
            }
        }

        // All results are finished before any is merged: a segment that turns out corrupt then leaves no half behind.
        var partials = collectors.Select(collector => collector.Finish(0)).ToList();
        for (var i = 0; i < partials.Count; i++)
        {
            _aggregations[i].Merge(partials[i]);
        }
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

    /// <summary>What a request without a query asks for.</summary>
    private sealed record EveryDocument : Query
    {
        public static readonly EveryDocument Instance = new();

        public override RowSet Match(SegmentSearch segment) => segment.AllRows();
    }
}

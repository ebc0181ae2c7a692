using System.Text.Json;
using System.Text.Json.Nodes;
using El4k.Explorer.Endpoints;
using El4k.Explorer.Errors;
using El4k.Explorer.Mapping;
using El4k.Explorer.QueryDsl;
using El4k.Explorer.Searching;
using El4k.Explorer.Time;

namespace El4k.Explorer.Discover;

/// <summary>Answers <c>/api/discover/histogram</c>.</summary>
internal sealed class HistogramEndpoint : IExplorerEndpoint
{
    private static readonly int MaxSeries = 5;

    public string Route => "/discover/histogram";

    public async Task<object> AnswerAsync(ExplorerRequest request, CancellationToken cancellationToken)
    {
        var range = request.Range();
        var interval = IntervalChooser.Parse(request.Text("interval"), range);
        var before = Comparison.Find(range, request.Text("compare") ?? "none");
        var scope = await request.ScopeAsync(range, cancellationToken).ConfigureAwait(false);
        var split = request.Text("split") is { } name ? SplitField(scope.Catalog, name) : null;

        var current = request.Store.SearchAsync(scope.Index, Search(scope, range, interval, split), cancellationToken);
        var previous = before is null ? null : request.Store.SearchAsync(scope.Index, Search(scope, before, interval, null), cancellationToken);
        var answer = await current.ConfigureAwait(false);
        var total = answer.Total();
        var starts = answer.Buckets("time").Select(At).ToList();
        var series = split is null ? null : Series(answer, split, starts);
        long[]? ghosts = null;
        HistogramComparison? comparison = null;
        if (previous is not null)
        {
            var earlier = await previous.ConfigureAwait(false);
            ghosts = LayOver(earlier, starts, SearchScope.Millis(range.From) - SearchScope.Millis(before!.From));
            var begin = await DataBegin.FindAsync(request.Store, scope.Index, cancellationToken).ConfigureAwait(false);
            comparison = new HistogramComparison(before, earlier.Total(), DataBegin.Covers(begin, before) ? Change.Of(total, earlier.Total()) : null);
        }

        var buckets = answer.Buckets("time").Select((bucket, i) => new HistogramBucket(
            At(bucket), bucket.Count(), ghosts?[i], series is null ? null : [.. series.Select(one => one.Counts[i])])).ToList();
        return new HistogramAnswer(
            range, total, interval, buckets, series?.Select(one => one.Series).ToList(), comparison,
            total == 0 ? await Elsewhere.FindAsync(request.Store, scope, cancellationToken).ConfigureAwait(false) : null,
            request.Store.TookMs, request.Store.Requests);
    }

    private static JsonObject Search(SearchScope scope, TimeRange range, Interval interval, Field? split)
    {
        var aggregations = new JsonObject { ["time"] = SearchScope.Histogram(interval, range) };
        if (split is not null)
        {
            aggregations["split"] = Dsl.Aggregation(
                "terms", new JsonObject { ["field"] = split.ExactName, ["size"] = MaxSeries }, new JsonObject { ["time"] = SearchScope.Histogram(interval, range) });
        }

        return SearchScope.Aggregate(scope.QueryFor(range), aggregations);
    }

    private static Field SplitField(FieldCatalog catalog, string name) => catalog.Find(name) is { ExactName: not null } field && field.Kind != FieldKind.Other
        ? field
        : throw new BadParameterException(new ExplorerError(
            $"The histogram cannot be split by “{name}”: no document has it, or it is indexed only word by word.", "split", 0, name.Length, catalog.Nearest(name)));

    private static List<(HistogramSeries Series, long[] Counts)> Series(JsonElement answer, Field field, List<long> starts)
    {
        var totals = answer.Buckets("time").Select(bucket => bucket.Count()).ToArray();
        var left = (long[])totals.Clone();
        var series = new List<(HistogramSeries, long[])>();
        var place = starts.Select((at, i) => (at, i)).ToDictionary(pair => pair.at, pair => pair.i);
        foreach (var bucket in answer.Buckets("split"))
        {
            var counts = new long[starts.Count];
            foreach (var inner in bucket.Buckets("time"))
            {
                if (place.TryGetValue(At(inner), out var i))
                {
                    counts[i] = inner.Count();
                    left[i] = Math.Max(0, left[i] - counts[i]);
                }
            }

            var value = BucketValue.Read(field, bucket);
            series.Add((new HistogramSeries(value.Value, value.Label, false, bucket.Count(), value.Filter), counts));
        }

        if (left.Sum() is > 0 and var other)
        {
            series.Add((new HistogramSeries(null, "Other", true, other, null), left));
        }

        return series;
    }

    // The earlier range is moved as a whole. Where its buckets do not begin where the shown ones do, each counts where its begin falls.
    private static long[] LayOver(JsonElement earlier, List<long> starts, long shift)
    {
        var counts = new long[starts.Count];
        foreach (var bucket in earlier.Buckets("time"))
        {
            var found = starts.BinarySearch(At(bucket) + shift);
            var i = found >= 0 ? found : Math.Max(0, ~found - 1);
            if (i < counts.Length)
            {
                counts[i] += bucket.Count();
            }
        }

        return counts;
    }

    private static long At(JsonElement bucket) => bucket.GetProperty("key").GetInt64();
}

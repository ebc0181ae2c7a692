using System.Text.Json;
using El4k.Store.Search.Dates;

namespace El4k.Store.Aggregations.Bucket.DateHistogram;

/// <summary>The buckets of some documents by the start of their interval.</summary>
internal sealed class DateHistogramPartial(
    DateHistogramAggregation request, ValueFormat? format, SortedDictionary<long, BucketPartial> buckets) : AggregationPartial
{
    private ValueFormat? _format = format;

    public override string TypedName => DateHistogramAggregation.TypeName;

    private SortedDictionary<long, BucketPartial> Buckets => buckets;

    public override void Merge(AggregationPartial other)
    {
        var partial = (DateHistogramPartial)other;
        _format ??= partial._format;
        foreach (var (key, bucket) in partial.Buckets)
        {
            if (buckets.TryGetValue(key, out var known))
            {
                known.Merge(bucket);
            }
            else
            {
                buckets.Add(key, bucket);
            }
        }
    }

    public override void WriteTo(Utf8JsonWriter json, AggregationOutput output)
    {
        var format = _format is { IsShown: true } ? _format : ValueFormat.Dates(request.Format ?? DateFormats.Default, request.Zone);
        HistogramWriter.Write(
            json, output, request.Header, request.Options, buckets, Gaps(output.Now), key => format.Format(key), key =>
            {
                json.WriteString("key_as_string", format.Format(key));
                json.WriteNumber("key", key);
            });
    }

    /// <summary>Every start from the first bucket or bound to the last, the number of which is checked before they are made.</summary>
    private IEnumerable<long> Gaps(long now)
    {
        var (extendedFrom, extendedTo) = request.Evaluate(request.ExtendedBounds, now);
        var (hardFrom, hardTo) = request.Evaluate(request.HardBounds, now);
        var rounding = request.CreateRounding();
        long? first = buckets.Count > 0 ? buckets.Keys.First() : null;
        long? last = buckets.Count > 0 ? buckets.Keys.Last() : null;
        first = Lesser(first, Floor(extendedFrom is null ? null : Greater(extendedFrom, hardFrom)));
        last = Greater(last, Floor(extendedTo is null ? null : Lesser(extendedTo, hardTo)));
        if (first is not { } start || last is not { } end)
        {
            yield break;
        }

        var count = (end - start) / rounding.ShortestInterval;
        if (count > AggregationLimits.MaximumBuckets)
        {
            throw AggregationLimits.TooManyBuckets(count);
        }

        for (var key = start; key <= end; key = rounding.Next(key))
        {
            yield return key;
        }

        long? Floor(long? time) => time is { } at ? rounding.Floor(at) : null;
    }

    private static long? Lesser(long? left, long? right) => left is null ? right : right is null ? left : Math.Min(left.Value, right.Value);

    private static long? Greater(long? left, long? right) => left is null ? right : right is null ? left : Math.Max(left.Value, right.Value);
}

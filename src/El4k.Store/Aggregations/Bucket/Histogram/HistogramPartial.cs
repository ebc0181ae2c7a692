using System.Globalization;
using System.Text.Json;

namespace El4k.Store.Aggregations.Bucket.Histogram;

/// <summary>The buckets of some documents by the number of their interval.</summary>
internal sealed class HistogramPartial(HistogramAggregation request, SortedDictionary<long, BucketPartial> buckets) : AggregationPartial
{
    public override string TypedName => HistogramAggregation.TypeName;

    private SortedDictionary<long, BucketPartial> Buckets => buckets;

    public override void Merge(AggregationPartial other)
    {
        foreach (var (index, bucket) in ((HistogramPartial)other).Buckets)
        {
            if (buckets.TryGetValue(index, out var known))
            {
                known.Merge(bucket);
            }
            else
            {
                buckets.Add(index, bucket);
            }
        }
    }

    public override void WriteTo(Utf8JsonWriter json, AggregationOutput output) => HistogramWriter.Write(
        json, output, request.Header, request.Options, buckets, Gaps(), index => request.KeyOf(index).ToString("0.0##########", CultureInfo.InvariantCulture), index =>
        {
            json.WritePropertyName("key");
            AggregationOutput.WriteNumber(json, request.KeyOf(index));
        });

    private IEnumerable<long> Gaps()
    {
        var (from, to) = request.ExtendedBounds;
        var first = Math.Min(buckets.Count > 0 ? buckets.Keys.First() : long.MaxValue, from is { } low ? request.IndexOf(low) : long.MaxValue);
        var last = Math.Max(buckets.Count > 0 ? buckets.Keys.Last() : long.MinValue, to is { } high ? request.IndexOf(high) : long.MinValue);
        if (first > last)
        {
            yield break;
        }

        var count = (double)last - first;
        if (count > AggregationLimits.MaximumBuckets)
        {
            throw AggregationLimits.TooManyBuckets((long)count);
        }

        for (var index = first; index <= last; index++)
        {
            yield return index;
        }
    }
}

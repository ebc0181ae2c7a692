using System.Text.Json;

namespace El4k.Store.Aggregations;

/// <summary>Writes the buckets of a histogram: fills the gaps, drops small buckets, and orders them.</summary>
internal static class HistogramWriter
{
    /// <param name="json">Writes into the object it is in.</param>
    /// <param name="output">Counts the buckets.</param>
    /// <param name="header">The aggregation.</param>
    /// <param name="options">What the request says of the buckets.</param>
    /// <param name="buckets">The buckets that have documents.</param>
    /// <param name="gaps">The keys of buckets that are to be there without documents as well.</param>
    /// <param name="name">The name of a bucket in an object of buckets.</param>
    /// <param name="writeKey">Writes the key's properties.</param>
    public static void Write<TKey>(
        Utf8JsonWriter json,
        AggregationOutput output,
        AggregationHeader header,
        HistogramOptions options,
        SortedDictionary<TKey, BucketPartial> buckets,
        IEnumerable<TKey> gaps,
        Func<TKey, string> name,
        Action<TKey> writeKey)
        where TKey : IComparable<TKey>
    {
        if (options.MinDocCount == 0)
        {
            foreach (var key in gaps)
            {
                buckets.TryAdd(key, BucketPartial.Empty(header.Children));
            }
        }

        List<(TKey Key, BucketPartial Bucket)> list = [.. buckets.Where(bucket => bucket.Value.Count >= options.MinDocCount).Select(bucket => (bucket.Key, bucket.Value))];
        if (!options.Order.IsKeyAscending)
        {
            list = options.Order.Take(list, list.Count);
        }

        output.AddBuckets(list.Count);
        if (options.Keyed)
        {
            json.WriteStartObject("buckets");
        }
        else
        {
            json.WriteStartArray("buckets");
        }

        foreach (var (key, bucket) in list)
        {
            if (options.Keyed)
            {
                json.WriteStartObject(name(key));
            }
            else
            {
                json.WriteStartObject();
            }

            writeKey(key);
            bucket.WriteTo(json, output, header.Children);
            json.WriteEndObject();
        }

        if (options.Keyed)
        {
            json.WriteEndObject();
        }
        else
        {
            json.WriteEndArray();
        }
    }
}

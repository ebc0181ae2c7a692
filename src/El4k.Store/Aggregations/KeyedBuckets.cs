using System.Text.Json;

namespace El4k.Store.Aggregations;

/// <summary>A fixed list of named buckets, such as those of <c>filters</c> and <c>range</c>.</summary>
internal sealed class KeyedBuckets(string typedName, AggregationHeader header, IReadOnlyList<KeyedBuckets.Label> labels, BucketPartial[] buckets, bool keyed)
    : AggregationPartial
{
    public override string TypedName => typedName;

    private BucketPartial[] Buckets => buckets;

    public override void Merge(AggregationPartial other)
    {
        var others = ((KeyedBuckets)other).Buckets;
        for (var i = 0; i < buckets.Length; i++)
        {
            buckets[i].Merge(others[i]);
        }
    }

    public override void WriteTo(Utf8JsonWriter json, AggregationOutput output)
    {
        output.AddBuckets(buckets.Length);
        if (keyed)
        {
            json.WriteStartObject("buckets");
        }
        else
        {
            json.WriteStartArray("buckets");
        }

        for (var i = 0; i < buckets.Length; i++)
        {
            if (keyed)
            {
                json.WriteStartObject(labels[i].Key);
            }
            else
            {
                json.WriteStartObject();
                if (labels[i].IsWritten)
                {
                    json.WriteString("key", labels[i].Key);
                }
            }

            labels[i].WriteBounds?.Invoke(json);
            buckets[i].WriteTo(json, output, header.Children);
            json.WriteEndObject();
        }

        if (keyed)
        {
            json.WriteEndObject();
        }
        else
        {
            json.WriteEndArray();
        }
    }

    /// <param name="Key">The bucket's name.</param>
    /// <param name="IsWritten">Whether the name is written in a list; anonymous filters have none.</param>
    /// <param name="WriteBounds">Writes what lies between the name and the count, or null.</param>
    internal sealed record Label(string Key, bool IsWritten = true, Action<Utf8JsonWriter>? WriteBounds = null);
}

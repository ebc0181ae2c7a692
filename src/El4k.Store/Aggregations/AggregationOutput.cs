using System.Text.Json;

namespace El4k.Store.Aggregations;

/// <summary>Writes aggregation results, and counts their buckets. Used by one thread, for one answer.</summary>
/// <param name="typedKeys">Whether names are written as <c>type#name</c>.</param>
/// <param name="now">The instant of the request in milliseconds since 1970.</param>
internal sealed class AggregationOutput(bool typedKeys, long now)
{
    public long Now => now;

    private long _buckets;

    /// <summary>Counts buckets before they are written.</summary>
    /// <exception cref="Search.InvalidRequestException">The answer would have too many.</exception>
    public void AddBuckets(long count)
    {
        _buckets += count;
        if (_buckets > AggregationLimits.MaximumBuckets)
        {
            throw AggregationLimits.TooManyBuckets(_buckets);
        }
    }

    /// <summary>Writes each result as a property of the object that the writer is in.</summary>
    public void Write(Utf8JsonWriter json, IReadOnlyList<Aggregation> aggregations, IReadOnlyList<AggregationPartial> results)
    {
        for (var i = 0; i < aggregations.Count; i++)
        {
            json.WriteStartObject(typedKeys ? $"{results[i].TypedName}#{aggregations[i].Name}" : aggregations[i].Name);
            if (aggregations[i].Header.Meta is { } meta)
            {
                json.WritePropertyName("meta");
                meta.WriteTo(json);
            }

            results[i].WriteTo(json, this);
            json.WriteEndObject();
        }
    }

    /// <summary>Writes a number with a fraction even when it is whole, as Elasticsearch does for floating point results.</summary>
    public static void WriteNumber(Utf8JsonWriter json, double value)
    {
        if (!double.IsFinite(value))
        {
            json.WriteNullValue();
        }
        else if (Math.Abs(value) < 1e15 && Math.Truncate(value) == value)
        {
            json.WriteRawValue(value.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture), skipInputValidation: true);
        }
        else
        {
            json.WriteNumberValue(value);
        }
    }
}

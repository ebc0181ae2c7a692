using System.Text.Json;

namespace El4k.Explorer.Searching;

/// <summary>Reads the parts of a search's answer, absent ones as nothing: a pattern without indices has no aggregations.</summary>
internal static class SearchAnswer
{
    public static long Total(this JsonElement answer)
    {
        var total = answer.GetProperty("hits").GetProperty("total");
        return total.ValueKind == JsonValueKind.Number ? total.GetInt64() : total.GetProperty("value").GetInt64();
    }

    public static JsonElement? Aggregation(this JsonElement parent, string name)
    {
        if (parent.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        // Inside a bucket nested aggregations lie beside its own members.
        var holder = parent.TryGetProperty("aggregations", out var aggregations) ? aggregations : parent;
        return holder.TryGetProperty(name, out var found) ? found : null;
    }

    public static IEnumerable<JsonElement> Buckets(this JsonElement parent, string name) =>
        parent.Aggregation(name) is { } aggregation ? aggregation.GetProperty("buckets").EnumerateArray() : [];

    public static long Count(this JsonElement bucket) => bucket.GetProperty("doc_count").GetInt64();

    /// <summary>A bucket's key as text: that of dates and booleans in their readable form.</summary>
    public static string KeyText(this JsonElement bucket) =>
        bucket.TryGetProperty("key_as_string", out var text) ? text.GetString()! : bucket.GetProperty("key").ToString();

    /// <summary>The value of a single-value metric, null when no document had one.</summary>
    public static double? Value(this JsonElement parent, string name) =>
        parent.Aggregation(name) is { } metric && metric.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.Number
            ? value.GetDouble() : null;

    public static double? Percentile(this JsonElement parent, string name, string percent) =>
        parent.Aggregation(name) is { } metric && metric.TryGetProperty("values", out var values) && values.ValueKind == JsonValueKind.Object
        && values.TryGetProperty(percent, out var value) && value.ValueKind == JsonValueKind.Number
            ? value.GetDouble() : null;

    /// <summary>The value of a <c>min</c> or <c>max</c> of a date.</summary>
    public static DateTime? Time(this JsonElement parent, string name) =>
        parent.Value(name) is { } millis ? DateTimeOffset.FromUnixTimeMilliseconds((long)millis).UtcDateTime : null;
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using El4k.Explorer.QueryDsl;

namespace El4k.Explorer.Searching;

/// <summary>From when to when documents exist.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="First">The time of the first.</param>
/// <param name="Last">The time of the last.</param>
/// <param name="T">A time range text that covers all of them.</param>
public sealed record Extent(long Count, DateTime First, DateTime Last, string T)
{
    [JsonIgnore]
    internal static JsonObject Aggregations => new()
    {
        ["first"] = Dsl.Metric("min", SearchScope.TimeField),
        ["last"] = Dsl.Metric("max", SearchScope.TimeField),
    };

    /// <summary>Reads the answer to a search with <see cref="Aggregations"/>; null when no document has a time.</summary>
    internal static Extent? Read(JsonElement answer, TimeZoneInfo zone)
    {
        var count = answer.Total();
        if (count == 0 || answer.Time("first") is not { } first || answer.Time("last") is not { } last)
        {
            return null;
        }

        var from = Day(first, zone);
        var to = Day(last, zone);
        return new Extent(count, first, last, from == to ? from : $"{from}..{to}");
    }

    private static string Day(DateTime time, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTimeFromUtc(time, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Text.Json.Nodes;
using El4k.Explorer.QueryDsl;
using El4k.Explorer.Time;

namespace El4k.Explorer.Searching;

/// <summary>When data begins, so that a period before that is not taken for a quiet one.</summary>
internal static class DataBegin
{
    // A period may lack a little at its begin: the first event need not fall on its first second.
    private static readonly double Tolerance = 0.05;

    /// <summary>The time of the first document of an index pattern, null when there is none.</summary>
    public static async Task<DateTime?> FindAsync(StoreSession store, string index, CancellationToken cancellationToken)
    {
        var search = SearchScope.Aggregate(Dsl.MatchAll(), new JsonObject { ["begin"] = Dsl.Metric("min", SearchScope.TimeField) });
        return (await store.SearchAsync(index, search, cancellationToken).ConfigureAwait(false)).Time("begin");
    }

    /// <summary>Whether data was there for the whole of a period, so that numbers may be compared with it.</summary>
    public static bool Covers(DateTime? begin, TimeRange period) => begin is { } first && first <= period.From + Tolerance * period.Length;

    /// <summary>Why a period is not compared with.</summary>
    public static string Note(DateTime? begin, TimeRange period)
    {
        var label = period.Label.StartsWith("The ", StringComparison.Ordinal) ? "t" + period.Label[1..] : period.Label;
        return begin is { } first
            ? $"There is no data before {TimeZoneInfo.ConvertTimeFromUtc(first, period.Zone).ToString("d MMM yyyy HH:mm", CultureInfo.InvariantCulture)}, so nothing is compared with {label}."
            : $"There is no data to compare with {label}.";
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using El4k.Elasticsearch;

namespace El4k.Explorer.Ingest;

/// <summary>One index.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Health">green, yellow or red.</param>
/// <param name="Documents">Searchable documents.</param>
/// <param name="Bytes">Size on disk.</param>
/// <param name="Day">The day at the end of its name, null when it has none.</param>
/// <param name="AgeDays">Whole days since then.</param>
public sealed partial record StoredIndex(string Name, string Health, long Documents, long Bytes, string? Day, int? AgeDays)
{
    internal static StoredIndex Of(IndexSummary index, DateTimeOffset now)
    {
        var match = TrailingDay().Match(index.Name);
        if (!DateTime.TryParseExact(match.Value, "yyyy.MM.dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return new StoredIndex(index.Name, index.Health, index.Documents, index.Bytes, null, null);
        }

        return new StoredIndex(
            index.Name, index.Health, index.Documents, index.Bytes, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), (now.UtcDateTime.Date - day).Days);
    }

    [GeneratedRegex(@"\d{4}\.\d\d\.\d\d$", RegexOptions.CultureInvariant)]
    private static partial Regex TrailingDay();
}

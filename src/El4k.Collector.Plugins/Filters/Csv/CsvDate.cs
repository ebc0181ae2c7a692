using System.Globalization;
using System.Text.RegularExpressions;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Csv;

/// <summary>Reads the two forms of dates that <c>convert</c> knows: ISO 8601, and English such as <c>Sun May 17 10:05:03 2015</c>.</summary>
internal static partial class CsvDate
{
    private const int IsoDayLength = 10;

    // Two digits are a year from 1969 to 2068, as in POSIX.
    private const int FirstYearOfLastCentury = 69;

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>Reads a day; its instant is its beginning in the zone of this machine.</summary>
    public static bool TryReadDay(string text, out Timestamp day)
    {
        if (text.Length == IsoDayLength)
        {
            return Timestamp.TryParse(text, out day);
        }

        day = default;
        var parts = EnglishDay().Match(text);
        return parts.Success && TryJoin(parts, "", out var iso) && Timestamp.TryParse(iso, out day);
    }

    /// <summary>Reads an instant; without a zone it is UTC.</summary>
    public static bool TryReadInstant(string text, out Timestamp instant)
    {
        var parts = EnglishInstant().Match(text);
        if (parts.Success)
        {
            instant = default;
            return TryJoin(parts, $"T{parts.Groups["time"].Value}", out var joined) && Timestamp.TryParse(joined, out instant, TimeZoneInfo.Utc);
        }

        var iso = text.Length > IsoDayLength && text[IsoDayLength] == ' ' ? string.Concat(text.AsSpan(0, IsoDayLength), "T", text.AsSpan(IsoDayLength + 1)) : text;
        return Timestamp.TryParse(iso, out instant, TimeZoneInfo.Utc);
    }

    private static bool TryJoin(Match parts, string time, out string iso)
    {
        var month = Array.IndexOf(Months, parts.Groups["month"].Value[..3].ToLowerInvariant()) + 1;
        var year = int.Parse(parts.Groups["year"].ValueSpan, CultureInfo.InvariantCulture);
        if (parts.Groups["year"].Length == 2)
        {
            year += year < FirstYearOfLastCentury ? 2000 : 1900;
        }

        var day = int.Parse(parts.Groups["day"].ValueSpan, CultureInfo.InvariantCulture);
        iso = string.Create(CultureInfo.InvariantCulture, $"{year:D4}-{month:D2}-{day:D2}{time}");
        return month > 0;
    }

    [GeneratedRegex(@"\A(?:[A-Za-z]+,?\s+)?(?<month>[A-Za-z]{3,9})\s+(?<day>[0-9]{1,2}),?\s+(?<year>[0-9]{4}|[0-9]{2})\z", RegexOptions.CultureInvariant)]
    private static partial Regex EnglishDay();

    [GeneratedRegex(@"\A(?:[A-Za-z]+,?\s+)?(?<month>[A-Za-z]{3,9})\s+(?<day>[0-9]{1,2})\s+(?<time>[0-9]{2}:[0-9]{2}:[0-9]{2}),?\s+(?<year>[0-9]{4}|[0-9]{2})\z", RegexOptions.CultureInvariant)]
    private static partial Regex EnglishInstant();
}

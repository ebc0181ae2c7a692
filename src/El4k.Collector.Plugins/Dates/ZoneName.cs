using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace El4k.Collector.Plugins.Dates;

/// <summary>Finds zones by what configurations and texts call them.</summary>
internal static class ZoneName
{
    /// <summary>Zones that are kept. The world has about 600 names; what is beyond comes from wrong texts and is looked up each time.</summary>
    private const int MaximumKept = 1000;

    private static readonly ConcurrentDictionary<string, TimeZoneInfo?> Kept = new(StringComparer.Ordinal);

    /// <summary>Abbreviations that mean one thing only, in hours from UTC; IST, BST and the like are left out because they do not.</summary>
    private static readonly FrozenDictionary<string, int> Abbreviations = new Dictionary<string, int>
    {
        ["UT"] = 0, ["UTC"] = 0, ["GMT"] = 0, ["Z"] = 0, ["WET"] = 0, ["WEST"] = 1, ["CET"] = 1, ["CEST"] = 2, ["EET"] = 2, ["EEST"] = 3, ["MSK"] = 3,
        ["JST"] = 9, ["AEST"] = 10, ["AEDT"] = 11, ["NZST"] = 12, ["NZDT"] = 13,
        ["EST"] = -5, ["EDT"] = -4, ["CST"] = -6, ["CDT"] = -5, ["MST"] = -7, ["MDT"] = -6, ["PST"] = -8, ["PDT"] = -7, ["AKST"] = -9, ["AKDT"] = -8, ["HST"] = -10,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Finds a zone by its IANA name or by an offset such as <c>+02:00</c>.</summary>
    public static bool TryFind(string name, [NotNullWhen(true)] out TimeZoneInfo? zone)
    {
        if (!Kept.TryGetValue(name, out zone))
        {
            zone = Find(name);
            if (Kept.Count < MaximumKept)
            {
                Kept.TryAdd(name, zone);
            }
        }

        return zone is not null;
    }

    /// <summary>Reads the longest IANA name the text begins with.</summary>
    public static bool TryRead(ref ReadOnlySpan<char> text, [NotNullWhen(true)] out TimeZoneInfo? zone)
    {
        var length = 0;
        while (length < text.Length && IsNameCharacter(text[length]))
        {
            length++;
        }

        for (; length > 0; length--)
        {
            if (TryFind(text[..length].ToString(), out zone))
            {
                text = text[length..];
                return true;
            }
        }

        zone = null;
        return false;
    }

    /// <summary>Reads an abbreviation such as <c>CEST</c>, which fixes the offset.</summary>
    public static bool TryReadAbbreviation(ref ReadOnlySpan<char> text, out TimeSpan offset)
    {
        var length = 0;
        while (length < text.Length && char.IsAsciiLetter(text[length]))
        {
            length++;
        }

        var found = Abbreviations.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text[..length], out var hours);
        offset = TimeSpan.FromHours(hours);
        text = found ? text[length..] : text;
        return found;
    }

    private static TimeZoneInfo? Find(string name)
    {
        if (name.Length == 0)
        {
            return null;
        }

        var rest = name.AsSpan();
        if (name[0] is ('+' or '-') && ZoneOffset.TryRead(ref rest, out var offset) && rest.IsEmpty && offset.Duration() <= TimeSpan.FromHours(14))
        {
            // A zone of .NET has whole minutes.
            return offset.Seconds != 0 ? null : TimeZoneInfo.CreateCustomTimeZone(name, offset, name, name);
        }

        // A name is part of a file path below: only what zones are called may get there.
        foreach (var c in name)
        {
            if (!IsNameCharacter(c))
            {
                return null;
            }
        }

        return name is "Z" ? TimeZoneInfo.Utc : TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;
    }

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+';
}

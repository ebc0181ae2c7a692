using El4k.Explorer.Errors;

namespace El4k.Explorer.Time;

/// <summary>Finds a time zone by its IANA name.</summary>
internal static class TimeZoneParser
{
    public static TimeZoneInfo Parse(string? name)
    {
        if (string.IsNullOrEmpty(name) || name.Equals("utc", StringComparison.OrdinalIgnoreCase))
        {
            return TimeZoneInfo.Utc;
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? zone
            : throw new BadParameterException(new ExplorerError($"“{name}” is not a time zone. Write an IANA name such as Europe/Berlin, or UTC.", "tz", 0, name.Length, "UTC"));
    }
}

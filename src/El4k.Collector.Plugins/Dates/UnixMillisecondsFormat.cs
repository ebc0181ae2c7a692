using System.Globalization;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Dates;

/// <summary><c>UNIX_MS</c>: whole milliseconds since 1970, as text or as a number.</summary>
internal sealed class UnixMillisecondsFormat : InstantFormat
{
    public override bool TryParse(ReadOnlySpan<char> text, TimeZoneInfo zone, out Timestamp instant)
    {
        instant = default;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milliseconds)
            && TryFromMilliseconds(milliseconds, out instant);
    }

    public override bool TryParse(decimal number, out Timestamp instant)
    {
        instant = default;
        return number is >= long.MinValue and <= long.MaxValue && TryFromMilliseconds((long)decimal.Floor(number), out instant);
    }
}

using System.Globalization;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Dates;

/// <summary><c>TAI64N</c>: 16 hexadecimal digits for 2^62 plus atomic seconds since 1970, 8 for nanoseconds, with or without an @ before them.</summary>
internal sealed class Tai64nFormat : InstantFormat
{
    private const ulong Epoch = 1UL << 62;

    /// <summary>Atomic time was 10 seconds ahead of UTC in 1970; like Logstash and multilog, later leap seconds are not counted.</summary>
    private const long Lead = 10;

    public override bool TryParse(ReadOnlySpan<char> text, TimeZoneInfo zone, out Timestamp instant)
    {
        instant = default;
        text = text.StartsWith("@") ? text[1..] : text;
        if (text.Length != 24
            || !ulong.TryParse(text[..16], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var label)
            || !uint.TryParse(text[16..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var nanoseconds)
            || nanoseconds > 999_999_999)
        {
            return false;
        }

        var seconds = (long)(label - Epoch) - Lead;
        return seconds is > -100_000_000_000 and < 300_000_000_000
            && TryFromMilliseconds((seconds * 1000) + (nanoseconds / 1_000_000), out instant);
    }
}

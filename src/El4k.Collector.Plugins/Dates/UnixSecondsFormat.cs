using System.Globalization;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Dates;

/// <summary><c>UNIX</c>: seconds since 1970, whole or with a fraction, as text or as a number.</summary>
internal sealed class UnixSecondsFormat : InstantFormat
{
    /// <summary>Logstash's limit. A larger number is milliseconds sent by mistake, not the year 48,000.</summary>
    private const long MaximumSeconds = int.MaxValue;

    public override bool TryParse(ReadOnlySpan<char> text, TimeZoneInfo zone, out Timestamp instant)
    {
        instant = default;
        return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            && TryParse(seconds, out instant);
    }

    public override bool TryParse(decimal number, out Timestamp instant)
    {
        instant = default;
        return decimal.Truncate(number) is <= MaximumSeconds and >= -MaximumSeconds
            && TryFromMilliseconds((long)decimal.Floor(number * 1000), out instant);
    }
}

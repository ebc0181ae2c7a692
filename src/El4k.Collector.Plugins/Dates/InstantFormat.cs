using El4k.Collector.Events;
using El4k.Collector.Expressions;

namespace El4k.Collector.Plugins.Dates;

/// <summary>One way of writing an instant. Immutable; used by all workers at once.</summary>
internal abstract class InstantFormat
{
    /// <summary>The smallest and largest instants an event can hold, in milliseconds since 1970.</summary>
    private const long MinimumMilliseconds = -62_135_596_800_000;
    private const long MaximumMilliseconds = 253_402_300_799_999;

    /// <summary>The format a configuration names: <c>ISO8601</c>, <c>UNIX</c>, <c>UNIX_MS</c>, <c>TAI64N</c> or a Joda pattern.</summary>
    /// <param name="format">The format as written.</param>
    /// <param name="names">The names of months and days that a pattern reads.</param>
    /// <param name="clock">Tells a pattern without a year which year it is.</param>
    /// <exception cref="FormatException">The pattern cannot be read; the message says why.</exception>
    public static InstantFormat Parse(string format, DateNames names, TimeProvider clock) => format switch
    {
        "ISO8601" => new Iso8601Format(),
        "UNIX" => new UnixSecondsFormat(),
        "UNIX_MS" => new UnixMillisecondsFormat(),
        "TAI64N" => new Tai64nFormat(),
        _ => new JodaFormat(JodaPattern.Parse(format), names, clock),
    };

    /// <summary>Reads a text.</summary>
    /// <param name="text">The whole text; nothing may precede or follow the instant.</param>
    /// <param name="zone">The zone of a text that names none.</param>
    /// <param name="instant">The instant, in whole milliseconds.</param>
    public abstract bool TryParse(ReadOnlySpan<char> text, TimeZoneInfo zone, out Timestamp instant);

    /// <summary>Reads a number. Formats of text refuse it: 20150517 may be a day or seconds.</summary>
    public virtual bool TryParse(decimal number, out Timestamp instant)
    {
        instant = default;
        return false;
    }

    /// <summary>Turns milliseconds since 1970 into an instant, unless they lie outside of the years 1 to 9999.</summary>
    protected static bool TryFromMilliseconds(long milliseconds, out Timestamp instant)
    {
        instant = default;
        if (milliseconds is < MinimumMilliseconds or > MaximumMilliseconds)
        {
            return false;
        }

        instant = Timestamp.FromUnixMilliseconds(milliseconds);
        return true;
    }
}

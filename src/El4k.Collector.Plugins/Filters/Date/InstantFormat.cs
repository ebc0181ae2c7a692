using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Date;

/// <summary>One way of writing an instant. Immutable; used by all workers at once.</summary>
internal abstract class InstantFormat
{
    /// <summary>The smallest and largest instants an event can hold, in milliseconds since 1970.</summary>
    private const long MinimumMilliseconds = -62_135_596_800_000;
    private const long MaximumMilliseconds = 253_402_300_799_999;

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

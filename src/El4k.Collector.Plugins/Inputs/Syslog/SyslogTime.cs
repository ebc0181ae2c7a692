using System.Buffers;
using System.Text.Unicode;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Dates;

namespace El4k.Collector.Plugins.Inputs.Syslog;

/// <summary>Times as syslog writes them: <c>Oct  7 22:14:15</c>, without year and zone, or ISO 8601.</summary>
internal sealed class SyslogTime(TimeZoneInfo zone, TimeProvider clock, DateNames names)
{
    private const string Months = "janfebmaraprmayjunjulaugsepoctnovdec";
    private const int ClockLength = 8;
    private const int LongestName = 64;

    /// <summary>How many bytes at the start have the form of a time; 0 when they have not.</summary>
    public int LengthAtStart(ReadOnlySpan<byte> text)
    {
        if (TryReadMonthAndDay(text, out _, out _, out var at))
        {
            if (text.Length < at + ClockLength || !IsClock(text.Slice(at, ClockLength)))
            {
                return 0;
            }

            at += ClockLength;
            return at + FractionLength(text[at..]);
        }

        if (text.Length < 16 || !char.IsAsciiDigit((char)text[0]) || text[4] != '-' || text[10] != 'T')
        {
            return 0;
        }

        var end = text.IndexOf((byte)' ');
        return end < 0 ? text.Length : end;
    }

    /// <summary>The instant that a time means.</summary>
    /// <remarks>A time without a year is of the year that brings it nearest to now: December seen in January was last year.</remarks>
    public bool TryParse(ReadOnlySpan<byte> text, out Timestamp instant)
    {
        instant = default;
        if (!TryReadMonthAndDay(text, out var month, out var day, out var at))
        {
            return Timestamp.TryParse(text, out instant, zone);
        }

        if (text.Length < at + ClockLength || !IsClock(text.Slice(at, ClockLength)))
        {
            return false;
        }

        var now = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone);
        var year = now.Year + (month == 12 && now.Month == 1 ? -1 : month == 1 && now.Month == 12 ? 1 : 0);
        int hour = TwoDigits(text[at..]), minute = TwoDigits(text[(at + 3)..]), second = TwoDigits(text[(at + 6)..]);
        if (day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 60)
        {
            return false;
        }

        // A leap second is the last one of its minute here, as the clock of .NET has none.
        var local = new DateTime(year, month, day, hour, minute, Math.Min(second, 59), DateTimeKind.Unspecified).AddTicks(FractionTicks(text[(at + ClockLength)..]));
        instant = new Timestamp(local.Ticks - zone.GetUtcOffset(local).Ticks);
        return true;
    }

    private bool TryReadMonthAndDay(ReadOnlySpan<byte> text, out int month, out int day, out int end)
    {
        day = end = 0;
        if (!TryReadEnglishMonth(text, out month, out var at) && !TryReadMonth(text, out month, out at))
        {
            return false;
        }

        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }

        for (var digits = 0; digits < 2 && at < text.Length && char.IsAsciiDigit((char)text[at]); digits++)
        {
            day = (day * 10) + text[at++] - '0';
        }

        end = at + 1;
        return day > 0 && at < text.Length && text[at] == ' ';
    }

    private static bool TryReadEnglishMonth(ReadOnlySpan<byte> text, out int month, out int end)
    {
        month = 0;
        end = 4;
        if (text.Length < 6 || text[3] != ' ')
        {
            return false;
        }

        Span<char> name = [(char)(text[0] | 0x20), (char)(text[1] | 0x20), (char)(text[2] | 0x20)];
        var found = Months.AsSpan().IndexOf(name);
        month = (found / 3) + 1;
        return found >= 0 && found % 3 == 0;
    }

    // A name in the language of the option locale, short or long, with or without a point after it.
    private bool TryReadMonth(ReadOnlySpan<byte> text, out int month, out int end)
    {
        month = 0;
        end = 0;
        if (names == DateNames.English || text.IsEmpty || char.IsAsciiDigit((char)text[0]))
        {
            return false;
        }

        var length = text[..Math.Min(text.Length, LongestName)].IndexOf((byte)' ');
        Span<char> word = stackalloc char[LongestName];
        if (length <= 0 || Utf8.ToUtf16(text[..length], word, out _, out var written) != OperationStatus.Done)
        {
            return false;
        }

        ReadOnlySpan<char> rest = word[..written];
        end = length + 1;
        return names.TryReadMonth(ref rest, out month) && rest is "" or ".";
    }

    private static bool IsClock(ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < ClockLength; i++)
        {
            if (i is 2 or 5 ? text[i] != ':' : !char.IsAsciiDigit((char)text[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static int FractionLength(ReadOnlySpan<byte> text)
    {
        if (text.Length < 2 || text[0] is not ((byte)'.' or (byte)',') || !char.IsAsciiDigit((char)text[1]))
        {
            return 0;
        }

        var end = text[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return end < 0 ? text.Length : end + 1;
    }

    private static long FractionTicks(ReadOnlySpan<byte> text)
    {
        var ticks = 0L;
        var unit = TimeSpan.TicksPerSecond;
        for (var i = 1; i < FractionLength(text) && unit > 1; i++)
        {
            unit /= 10;
            ticks += unit * (text[i] - '0');
        }

        return ticks;
    }

    private static int TwoDigits(ReadOnlySpan<byte> text) => ((text[0] - '0') * 10) + text[1] - '0';
}

using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using El4k.Collector.Events;

namespace El4k.Collector.Expressions;

/// <summary>Writes instants in UTC by a date pattern; the last text is kept for as long as it stays the same. Safe for all threads.</summary>
public sealed class DateFormat
{
    private const string JavaLetters = "GuyDMLdQqYwWEecaKhHkmsSAnNVzOXxZ";
    private static readonly DateTimeFormatInfo English = CultureInfo.InvariantCulture.DateTimeFormat;

    private readonly PatternToken[] _tokens;
    private readonly bool _isJava;
    private readonly long _granularity;
    private CachedText? _cached;

    private DateFormat(PatternToken[] tokens, bool isJava)
    {
        _tokens = tokens;
        _isJava = isJava;
        _granularity = GranularityOf(tokens);
    }

    /// <summary>A format by a Joda pattern: <c>YYYY.MM.dd</c> is a year of era there.</summary>
    public static DateFormat Joda(JodaPattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return new DateFormat([.. pattern.Tokens], isJava: false);
    }

    /// <summary>A format by a java.time pattern, where <c>YYYY</c> is the week-year.</summary>
    public static bool TryJava(string pattern, [NotNullWhen(true)] out DateFormat? format, [NotNullWhen(false)] out string? error)
    {
        format = JodaPattern.TryTokenize(pattern, JavaLetters, out PatternToken[]? tokens, out error) ? new DateFormat(tokens, isJava: true) : null;
        return format is not null;
    }

    /// <summary>Whether the text stays the same for a time.</summary>
    internal bool IsPeriodic => _granularity > 0;

    /// <summary>The number of the period that an instant is in: the text is the same throughout it.</summary>
    internal long PeriodOf(Timestamp instant) => instant.Ticks / _granularity;

    /// <summary>Writes the instant.</summary>
    public void Write(Timestamp instant, IBufferWriter<byte> output) => output.Write(Utf8(instant));

    /// <inheritdoc cref="Write(Timestamp, IBufferWriter{byte})"/>
    internal void Write(Timestamp instant, ref SpanOutput output) => output.Write(Utf8(instant));

    /// <summary>The instant as text.</summary>
    public string Format(Timestamp instant)
    {
        DateTime time = instant.UtcDateTime;
        var text = new StringBuilder();
        foreach (PatternToken token in _tokens)
        {
            if (token.IsLiteral)
            {
                text.Append(token.Literal);
            }
            else
            {
                Append(token.Letter, token.Count, time, text);
            }
        }

        return text.ToString();
    }

    private byte[] Utf8(Timestamp instant)
    {
        if (_granularity == 0)
        {
            return Encoding.UTF8.GetBytes(Format(instant));
        }

        long period = PeriodOf(instant);
        CachedText? cached = _cached;
        if (cached is null || cached.Period != period)
        {
            cached = new CachedText(period, Encoding.UTF8.GetBytes(Format(instant)));
            _cached = cached;
        }

        return cached.Utf8;
    }

    private static long GranularityOf(PatternToken[] tokens)
    {
        long finest = TimeSpan.TicksPerDay;
        foreach (PatternToken token in tokens)
        {
            finest = Math.Min(finest, token.Letter switch
            {
                'a' or 'K' or 'h' or 'H' or 'k' => TimeSpan.TicksPerHour,
                'm' => TimeSpan.TicksPerMinute,
                's' => TimeSpan.TicksPerSecond,
                'S' or 'A' or 'n' or 'N' => 0,
                _ => finest,
            });
        }

        return finest;
    }

    private void Append(char letter, int count, DateTime time, StringBuilder text)
    {
        switch (letter)
        {
            case 'Y' when _isJava:
                Year(ISOWeek.GetYear(time), count, text);
                break;
            case 'y' or 'Y' or 'u':
                Year(time.Year, count, text);
                break;
            case 'x' when !_isJava:
                Year(ISOWeek.GetYear(time), count, text);
                break;
            case 'M' or 'L':
                Month(time, count, text);
                break;
            case 'E':
                text.Append(count >= 4 ? English.GetDayName(time.DayOfWeek) : English.GetAbbreviatedDayName(time.DayOfWeek));
                break;
            case 'a':
                text.Append(time.Hour < 12 ? "AM" : "PM");
                break;
            case 'G':
                text.Append("AD");
                break;
            case 'S':
                Fraction(time, count, text);
                break;
            case 'z' or 'V':
                text.Append("UTC");
                break;
            case 'Z' or 'x' or 'X' or 'O':
                text.Append(Offset(letter, count));
                break;
            default:
                Number(ValueOf(letter, time), count, text);
                break;
        }
    }

    private static long ValueOf(char letter, DateTime time) => letter switch
    {
        'C' => time.Year / 100,
        'w' or 'W' => ISOWeek.GetWeekOfYear(time),
        'e' or 'c' => time.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)time.DayOfWeek,
        'D' => time.DayOfYear,
        'd' => time.Day,
        'Q' or 'q' => ((time.Month - 1) / 3) + 1,
        'H' => time.Hour,
        'k' => time.Hour == 0 ? 24 : time.Hour,
        'K' => time.Hour % 12,
        'h' => time.Hour % 12 == 0 ? 12 : time.Hour % 12,
        'm' => time.Minute,
        's' => time.Second,
        'A' => time.TimeOfDay.Ticks / TimeSpan.TicksPerMillisecond,
        'n' => time.Ticks % TimeSpan.TicksPerSecond * 100,
        _ => time.TimeOfDay.Ticks * 100,
    };

    private static void Year(int year, int count, StringBuilder text) => Number(count == 2 ? year % 100 : year, count, text);

    private static void Month(DateTime time, int count, StringBuilder text)
    {
        switch (count)
        {
            case >= 4:
                text.Append(English.GetMonthName(time.Month));
                break;
            case 3:
                text.Append(English.GetAbbreviatedMonthName(time.Month));
                break;
            default:
                Number(time.Month, count, text);
                break;
        }
    }

    private static void Fraction(DateTime time, int count, StringBuilder text)
    {
        string digits = (time.Ticks % TimeSpan.TicksPerSecond).ToString("D7", CultureInfo.InvariantCulture);
        text.Append(count <= 7 ? digits[..count] : digits.PadRight(count, '0'));
    }

    private string Offset(char letter, int count) => (letter, count, _isJava) switch
    {
        ('X', _, _) => "Z",
        ('O', _, _) => "GMT",
        ('x', 1, _) => "+00",
        ('x', 2 or 4, _) => "+0000",
        ('x', _, _) => "+00:00",
        ('Z', 1, _) => "+0000",
        ('Z', 2, false) => "+00:00",
        ('Z', _, false) => "UTC",
        ('Z', 4, true) => "GMT",
        ('Z', 5, true) => "Z",
        _ => "+0000",
    };

    private static void Number(long value, int count, StringBuilder text) =>
        text.Append(value.ToString(CultureInfo.InvariantCulture).PadLeft(count, '0'));

    /// <summary>The text of one period: of a day, when the pattern has nothing finer.</summary>
    private sealed record CachedText(long Period, byte[] Utf8);
}

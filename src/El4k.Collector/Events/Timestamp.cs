namespace El4k.Collector.Events;

/// <summary>An instant in UTC with a resolution of 100 nanoseconds: the type of <c>@timestamp</c>.</summary>
/// <param name="Ticks">100-nanosecond steps since 0001-01-01T00:00:00Z, as <see cref="DateTime.Ticks"/>.</param>
public readonly record struct Timestamp(long Ticks) : IComparable<Timestamp>
{
    /// <summary>The most bytes that the text form takes: nine decimals.</summary>
    public const int MaxTextLength = 30;

    /// <summary>Milliseconds since 1970-01-01T00:00:00Z, rounded down.</summary>
    public long UnixMilliseconds => (long)Math.Floor((Ticks - DateTime.UnixEpoch.Ticks) / (double)TimeSpan.TicksPerMillisecond);

    /// <summary>Whole seconds since 1970-01-01T00:00:00Z, rounded down.</summary>
    public long UnixSeconds => (long)Math.Floor((Ticks - DateTime.UnixEpoch.Ticks) / (double)TimeSpan.TicksPerSecond);

    /// <summary>The instant as a <see cref="DateTime"/> of kind UTC.</summary>
    public DateTime UtcDateTime => new(Ticks, DateTimeKind.Utc);

    /// <summary>The clock's present instant.</summary>
    public static Timestamp Now(TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        long ticks = clock.GetUtcNow().UtcTicks;
        return new Timestamp(ticks - (ticks % TimeSpan.TicksPerMillisecond));
    }

    /// <summary>The same instant as a timestamp.</summary>
    public static Timestamp From(DateTimeOffset value) => new(value.UtcTicks);

    /// <summary>The instant so many milliseconds after 1970-01-01T00:00:00Z.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The instant is outside of the years 1 to 9999.</exception>
    public static Timestamp FromUnixMilliseconds(long milliseconds) =>
        new(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcTicks);

    /// <summary>Reads ISO 8601: a date alone, or date, <c>T</c> and time; without a zone it is local time of <paramref name="zone"/>.</summary>
    /// <param name="utf8">The text; nothing may follow or precede the instant.</param>
    /// <param name="result">The instant, when the answer is true.</param>
    /// <param name="zone">The zone of a text without one; null is the zone of this machine.</param>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out Timestamp result, TimeZoneInfo? zone = null) =>
        Iso8601.TryParse(utf8, zone, out result);

    /// <summary>Reads the same texts as <see cref="TryParse(ReadOnlySpan{byte}, out Timestamp, TimeZoneInfo?)"/>.</summary>
    public static bool TryParse(string text, out Timestamp result, TimeZoneInfo? zone = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > 64)
        {
            result = default;
            return false;
        }

        Span<byte> utf8 = stackalloc byte[text.Length * 3];
        int length = System.Text.Encoding.UTF8.GetBytes(text, utf8);
        return Iso8601.TryParse(utf8[..length], zone, out result);
    }

    /// <summary>Writes the text form: UTC with three decimals, or six or nine when the instant is finer.</summary>
    /// <param name="destination">At least <see cref="MaxTextLength"/> bytes.</param>
    /// <returns>The number of bytes written.</returns>
    public int Format(Span<byte> destination) => Iso8601.Format(this, destination);

    /// <inheritdoc/>
    public int CompareTo(Timestamp other) => Ticks.CompareTo(other.Ticks);

    /// <summary>The text form, as <see cref="Format"/> writes it.</summary>
    public override string ToString()
    {
        Span<byte> text = stackalloc byte[MaxTextLength];
        return System.Text.Encoding.ASCII.GetString(text[..Format(text)]);
    }

    /// <summary>Orders two instants.</summary>
    public static bool operator <(Timestamp left, Timestamp right) => left.Ticks < right.Ticks;

    /// <summary>Orders two instants.</summary>
    public static bool operator >(Timestamp left, Timestamp right) => left.Ticks > right.Ticks;

    /// <summary>Orders two instants.</summary>
    public static bool operator <=(Timestamp left, Timestamp right) => left.Ticks <= right.Ticks;

    /// <summary>Orders two instants.</summary>
    public static bool operator >=(Timestamp left, Timestamp right) => left.Ticks >= right.Ticks;
}

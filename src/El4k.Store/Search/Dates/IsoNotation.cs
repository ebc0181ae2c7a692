using System.Globalization;

namespace El4k.Store.Search.Dates;

/// <summary>The ISO 8601 notation of <c>strict_date_optional_time</c>: <c>2026-11-01T10:30:00.000Z</c>, cut off after any part; a space may stand for the T.</summary>
internal sealed class IsoNotation : DateNotation
{
    public static readonly IsoNotation Instance = new();

    public override bool TryRead(ReadOnlySpan<char> text, out DateFields fields)
    {
        fields = default;
        var rest = text;
        if (!TryTake(ref rest, 4, out fields.Year))
        {
            return false;
        }

        if (TryTakePart(ref rest, '-', out fields.Month) && TryTakePart(ref rest, '-', out fields.Day)
            && rest is ['T' or 't' or ' ', ..])
        {
            rest = rest[1..];
            if (rest.IsEmpty)
            {
                return true;
            }

            if (!TryTake(ref rest, 2, out fields.Hour))
            {
                return false;
            }

            if (TryTakePart(ref rest, ':', out fields.Minute) && TryTakePart(ref rest, ':', out fields.Second))
            {
                TakeFraction(ref rest, ref fields);
            }

            return TryTakeZone(rest, ref fields);
        }

        return rest.IsEmpty;
    }

    public override string Write(long utc, ZoneClock clock)
    {
        var offset = TimeSpan.FromMilliseconds(clock.OffsetAt(utc));
        var local = EpochTime.ToDateTime(utc) + offset;
        var text = local.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture);
        return offset == TimeSpan.Zero ? text + "Z" : text + WriteOffset(offset, ":");
    }

    public static string WriteOffset(TimeSpan offset, string separator) =>
        string.Create(CultureInfo.InvariantCulture, $"{(offset < TimeSpan.Zero ? '-' : '+')}{Math.Abs(offset.Hours):00}{separator}{Math.Abs(offset.Minutes):00}");

    private static bool TryTakePart(ref ReadOnlySpan<char> rest, char separator, out int? value)
    {
        value = null;
        if (rest.Length < 3 || rest[0] != separator)
        {
            return false;
        }

        var digits = rest[1..];
        if (!TryTake(ref digits, 2, out value))
        {
            return false;
        }

        rest = digits;
        return true;
    }

    private static bool TryTake(ref ReadOnlySpan<char> rest, int length, out int? value)
    {
        value = null;
        if (rest.Length < length || !int.TryParse(rest[..length], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        value = number;
        rest = rest[length..];
        return true;
    }

    /// <summary>Takes up to nine digits after a point or comma; what is finer than a millisecond is dropped.</summary>
    private static void TakeFraction(ref ReadOnlySpan<char> rest, ref DateFields fields)
    {
        if (rest is not ['.' or ',', >= '0' and <= '9', ..])
        {
            return;
        }

        var length = 1;
        var milliseconds = 0;
        for (var weight = 100; length < rest.Length && length <= 9 && char.IsAsciiDigit(rest[length]); length++, weight /= 10)
        {
            milliseconds += (rest[length] - '0') * weight;
        }

        fields.Millisecond = milliseconds;
        rest = rest[length..];
    }

    private static bool TryTakeZone(ReadOnlySpan<char> rest, ref DateFields fields)
    {
        if (rest.IsEmpty)
        {
            return true;
        }

        if (rest is not ['Z' or 'z'] && rest[0] is not ('+' or '-'))
        {
            return false;
        }

        return TimeZones.TryParse(rest.ToString(), out fields.Zone!);
    }
}

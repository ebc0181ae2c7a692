using System.Globalization;

namespace El4k.Store.Search.Dates;

/// <summary>A count of milliseconds or seconds since 1970.</summary>
internal sealed class EpochNotation(long millisecondsPerUnit) : DateNotation
{
    public override bool TryRead(ReadOnlySpan<char> text, out DateFields fields)
    {
        fields = default;
        const NumberStyles styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (!decimal.TryParse(text, styles, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        if (Math.Abs(number) > long.MaxValue / 1_000)
        {
            return false;
        }

        fields.EpochMilliseconds = (long)Math.Floor(number * millisecondsPerUnit);
        return true;
    }

    public override string Write(long utc, ZoneClock clock) =>
        Math.DivRem(utc, millisecondsPerUnit) is var (whole, rest) && rest == 0
            ? whole.ToString(CultureInfo.InvariantCulture)
            : ((decimal)utc / millisecondsPerUnit).ToString(CultureInfo.InvariantCulture);
}

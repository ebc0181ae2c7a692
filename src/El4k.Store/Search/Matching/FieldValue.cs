using System.Collections.Concurrent;
using System.Globalization;
using El4k.Store.Mapping;
using El4k.Store.Search.Dates;

namespace El4k.Store.Search.Matching;

/// <summary>Reads the values of a request as values of a field.</summary>
internal static class FieldValue
{
    /// <summary>The type of fields whose strings are addresses.</summary>
    public const string IpType = "ip";

    // Formats are few: one per distinct format of the mappings.
    private static readonly ConcurrentDictionary<string, DateFormats> Formats = new(StringComparer.Ordinal);

    public static DateFormats FormatOf(FieldMapping field) =>
        field.Format is null ? DateFormats.Default : Formats.GetOrAdd(field.Format, DateFormats.Parse);

    public static bool TryNumber(string text, out double number)
    {
        number = text switch { "true" => 1, "false" => 0, _ => double.NaN };
        return !double.IsNaN(number)
            || (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number));
    }

    /// <summary>A number without the rounding of a double; what a decimal cannot hold is held at its ends.</summary>
    public static bool TryExact(string text, out decimal number)
    {
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number))
        {
            return true;
        }

        if (!TryNumber(text, out var wide))
        {
            return false;
        }

        number = Math.Abs(wide) <= 1 ? (decimal)wide : wide > 0 ? 1e20m : -1e20m;
        return true;
    }

    public static long ToLong(decimal number) =>
        number >= long.MaxValue ? long.MaxValue : number <= long.MinValue ? long.MinValue : (long)number;

    /// <summary>The whole number that a text is, if it is one.</summary>
    public static bool TryLong(string text, out long number)
    {
        number = 0;
        if (!TryExact(text, out var exact) || decimal.Truncate(exact) != exact || exact > long.MaxValue || exact < long.MinValue)
        {
            return false;
        }

        number = (long)exact;
        return true;
    }

    public static InvalidRequestException Wrong(FieldMapping field, string value) =>
        new(InvalidRequestException.QueryShard,
            $"failed to create query: [{value}] is no value of the field [{field.Path}] of type [{field.TypeName}]");
}

using System.Globalization;
using System.Numerics;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Csv;

/// <summary>Turns the text of a value into what its column holds. A text that is none of it stays as it is.</summary>
internal static class CsvConversion
{
    private const NumberStyles WholeNumber = NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;

    /// <summary>How long a number may be: reading one takes time that grows with the square of its digits.</summary>
    private const int MaximumDigits = 1000;

    public static object Convert(string text, CsvConvertType type) => type switch
    {
        CsvConvertType.Integer => Whole(text),
        CsvConvertType.Float => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real) ? real : text,
        CsvConvertType.Date => CsvDate.TryReadDay(text, out var day) ? day : text,
        CsvConvertType.DateTime => CsvDate.TryReadInstant(text, out var instant) ? instant : text,
        CsvConvertType.Boolean => Flag(text),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "not a type to convert to"),
    };

    private static object Whole(string text)
    {
        if (long.TryParse(text, WholeNumber, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        return text.Length <= MaximumDigits && BigInteger.TryParse(text, WholeNumber, CultureInfo.InvariantCulture, out var big)
            ? new BigNumber(big.ToString(CultureInfo.InvariantCulture))
            : text;
    }

    private static object Flag(string text)
    {
        var word = text.AsSpan().Trim();
        if (word.Equals("true", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        return word.Equals("false", StringComparison.OrdinalIgnoreCase) ? false : text;
    }
}

using System.Globalization;
using System.Numerics;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Mutate;

/// <summary>Turns single values into other types: pure, knows no event.</summary>
internal static class ValueConversion
{
    /// <summary>Converts one value. Null stays null; a text that is neither true nor false stays a text.</summary>
    /// <returns>False if a number was asked for and the value is none.</returns>
    public static bool TryConvert(object? value, ConvertType type, out object? converted)
    {
        converted = value;
        return value is null || type switch
        {
            ConvertType.String => ToText(value, out converted),
            ConvertType.Boolean => ToBoolean(value, out converted),
            ConvertType.Integer => ToInteger(value, isEuropean: false, out converted),
            ConvertType.IntegerEu => ToInteger(value, isEuropean: true, out converted),
            ConvertType.Float => ToFloat(value, isEuropean: false, out converted),
            ConvertType.FloatEu => ToFloat(value, isEuropean: true, out converted),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "not a type to convert to"),
        };
    }

    private static bool ToText(object value, out object? converted)
    {
        converted = value is EventMap ? value : ValueText.Of(value);
        return true;
    }

    private static bool ToBoolean(object value, out object? converted)
    {
        converted = value;
        if (value is not (string or long or double))
        {
            return true;
        }

        converted = ValueText.Of(value).ToLowerInvariant() switch
        {
            "true" or "t" or "yes" or "y" or "1" or "1.0" => true,
            "false" or "f" or "no" or "n" or "0" or "0.0" or "" => false,
            _ => value,
        };
        return true;
    }

    private static bool ToInteger(object value, bool isEuropean, out object? converted)
    {
        switch (value)
        {
            case long or BigNumber:
                converted = value;
                return true;
            case bool flag:
                converted = flag ? 1L : 0L;
                return true;
            case double number when double.IsFinite(number):
                converted = Whole(number);
                return true;
            case Timestamp timestamp:
                converted = timestamp.UnixSeconds;
                return true;
            case string text:
                return TextToInteger(Normalized(text, isEuropean), out converted);
            default:
                converted = null;
                return false;
        }
    }

    private static bool TextToInteger(string text, out object? converted)
    {
        if (TryHexadecimal(text, out var hexadecimal))
        {
            converted = hexadecimal <= long.MaxValue && hexadecimal >= long.MinValue ? (long)hexadecimal : new BigNumber(hexadecimal.ToString(CultureInfo.InvariantCulture));
            return true;
        }

        // Digits alone are exact whatever their number; an exponent or a lone fraction goes through a double.
        var isExact = LeadingNumber.TryReadInteger(text, out var integer);
        if (LeadingNumber.TryReadFloat(text, out var number) && (!isExact || HasExponent(text)))
        {
            converted = Whole(number);
            return true;
        }

        converted = integer;
        return isExact;
    }

    private static bool ToFloat(object value, bool isEuropean, out object? converted)
    {
        converted = value switch
        {
            double => value,
            long integer => (double)integer,
            BigNumber big => big.ToDouble(),
            bool flag => flag ? 1.0 : 0.0,
            Timestamp timestamp => (timestamp.Ticks - DateTime.UnixEpoch.Ticks) / (double)TimeSpan.TicksPerSecond,
            string text => TextToFloat(Normalized(text, isEuropean)),
            _ => null,
        };
        return converted is double and not (double.PositiveInfinity or double.NegativeInfinity or double.NaN);
    }

    private static object? TextToFloat(string text)
    {
        if (TryHexadecimal(text, out var hexadecimal))
        {
            return (double)hexadecimal;
        }

        return LeadingNumber.TryReadFloat(text, out var number) ? number : null;
    }

    private static object Whole(double number)
    {
        var whole = Math.Truncate(number);
        return whole is >= -9.2233720368547e18 and <= 9.2233720368547e18
            ? (long)whole
            : new BigNumber(new BigInteger(whole).ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Drops blanks around the text and the marks between groups of digits; the fraction then begins with a dot.</summary>
    private static string Normalized(string text, bool isEuropean) =>
        isEuropean ? text.Trim().Replace(".", "").Replace(',', '.') : text.Trim().Replace(",", "");

    private static bool HasExponent(string text) => text.AsSpan().IndexOfAny('e', 'E') > 0;

    private static bool TryHexadecimal(string text, out BigInteger value)
    {
        value = default;
        var digits = text.AsSpan().TrimStart("+-");
        if (text.Length - digits.Length > 1 || !digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        // A leading zero keeps the highest digit from being read as a sign.
        var parsed = BigInteger.TryParse($"0{digits[2..]}", NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value) && digits.Length > 2;
        value = text[0] == '-' ? -value : value;
        return parsed;
    }
}

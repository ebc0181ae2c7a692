using System.Text;
using System.Text.RegularExpressions;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Dissect;

/// <summary>Reads decimal numbers of any size exactly: a sign, digits, a fraction, an exponent, and nothing around them.</summary>
internal static partial class DissectNumber
{
    /// <summary>How many digits an exponent may make of a whole number: <c>1e999999999</c> has a gigabyte of them.</summary>
    private const int MaximumDigits = 1000;

    public static bool TryRead(string text, DissectDatatype type, out object? number)
    {
        number = null;
        var parts = Number().Match(text);
        if (!parts.Success)
        {
            return false;
        }

        var sign = parts.Groups["sign"].Value == "-" ? "-" : "";
        var whole = parts.Groups["whole"].Value;
        var fraction = parts.Groups["fraction"].Value;
        var exponent = parts.Groups["exponent"].Value;
        return type == DissectDatatype.Int
            ? TryWhole(sign, whole, fraction, exponent, out number)
            : TryReal($"{sign}{Trimmed(whole)}{(fraction.Length > 0 ? "." + fraction : "")}{(exponent.Length > 0 ? "e" + exponent : "")}", out number);
    }

    private static bool TryWhole(string sign, string whole, string fraction, string exponent, out object? number)
    {
        number = null;
        var shift = 0;
        if (exponent.Length > 0 && (!int.TryParse(exponent, out shift) || Math.Abs(shift) > MaximumDigits))
        {
            return false;
        }

        var digits = whole + fraction;
        var length = whole.Length + shift;
        digits = length <= 0 ? "0" : length <= digits.Length ? digits[..length] : digits.PadRight(length, '0');
        return TryDecode(sign + Trimmed(digits), out number);
    }

    private static bool TryReal(string json, out object? number)
    {
        if (!TryDecode(json, out number))
        {
            return false;
        }

        number = number is long integer ? (double)integer : number;
        return true;
    }

    private static bool TryDecode(string json, out object? number) => JsonValue.TryDecode(Encoding.ASCII.GetBytes(json == "-0" ? "0" : json), out number, out _);

    private static string Trimmed(string digits) => digits.TrimStart('0') is { Length: > 0 } trimmed ? trimmed : "0";

    [GeneratedRegex(@"\A(?<sign>[+-]?)(?=[0-9.]*[0-9])(?<whole>[0-9]*)(?:\.(?<fraction>[0-9]*))?(?:[eE](?<exponent>[+-]?[0-9]+))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}

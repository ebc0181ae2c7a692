using System.Globalization;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins;

/// <summary>Reads the number a text begins with and leaves the rest, as Ruby's <c>to_i</c> and <c>to_f</c> do.</summary>
internal static class LeadingNumber
{
    /// <summary>Reads blanks, a sign and digits: <c>"12ms"</c> is 12.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">A <see cref="long"/>, or a <see cref="BigNumber"/> when the digits are too many for one.</param>
    /// <returns>False if the text begins with no digit.</returns>
    public static bool TryReadInteger(ReadOnlySpan<char> text, out object value)
    {
        text = text.TrimStart();
        var sign = SignLength(text);
        var length = sign + DigitsLength(text[sign..]);
        value = 0L;
        if (length == sign)
        {
            return false;
        }

        value = long.TryParse(text[..length], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : new BigNumber(text[..length].TrimStart('+').ToString());
        return true;
    }

    /// <summary>Reads blanks, a sign, digits, a fraction and an exponent: <c>"1.5e3s"</c> is 1500.</summary>
    /// <returns>False if the text begins with no number, or with one that a double cannot hold.</returns>
    public static bool TryReadFloat(ReadOnlySpan<char> text, out double value)
    {
        text = text.TrimStart();
        var length = SignLength(text);
        var digits = DigitsLength(text[length..]);
        length += digits;
        if (length + 1 < text.Length && text[length] == '.' && char.IsAsciiDigit(text[length + 1]))
        {
            var fraction = DigitsLength(text[(length + 1)..]);
            digits += fraction;
            length += 1 + fraction;
        }

        value = 0;
        if (digits == 0)
        {
            return false;
        }

        if (length < text.Length && text[length] is ('e' or 'E'))
        {
            var exponent = length + 1 + SignLength(text[(length + 1)..]);
            var exponentDigits = DigitsLength(text[exponent..]);
            length = exponentDigits > 0 ? exponent + exponentDigits : length;
        }

        return double.TryParse(text[..length], NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    private static int SignLength(ReadOnlySpan<char> text) => text.Length > 0 && text[0] is ('+' or '-') ? 1 : 0;

    private static int DigitsLength(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }
}

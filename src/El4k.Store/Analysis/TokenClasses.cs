using System.Globalization;
using System.Text;

namespace El4k.Store.Analysis;

/// <summary>Classes of characters for <see cref="StandardAnalyzer"/>.</summary>
internal static class TokenClasses
{
    private static readonly TokenClass[] Ascii = [.. Enumerable.Range(0, 128).Select(value => OfAsciiSlow((char)value))];

    /// <summary>The class of an ASCII character.</summary>
    public static TokenClass OfAscii(byte value) => Ascii[value];

    /// <summary>The class of any character.</summary>
    public static TokenClass Of(Rune rune)
    {
        // Han (with extensions and compatibility forms), Hiragana and Katakana are written without spaces.
        if (rune.Value is (>= 0x3040 and <= 0x30FF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF)
            or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x323AF))
        {
            return TokenClass.Ideograph;
        }

        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber => TokenClass.Letter,
            UnicodeCategory.DecimalDigitNumber => TokenClass.Digit,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
                or UnicodeCategory.ConnectorPunctuation => TokenClass.Extender,
            _ => rune.Value == 0x2019 ? TokenClass.Joiner : TokenClass.Separator,
        };
    }

    private static TokenClass OfAsciiSlow(char value) => value switch
    {
        '.' or '\'' => TokenClass.Joiner,
        '_' => TokenClass.Extender,
        _ when char.IsAsciiLetter(value) => TokenClass.Letter,
        _ when char.IsAsciiDigit(value) => TokenClass.Digit,
        _ => TokenClass.Separator,
    };
}

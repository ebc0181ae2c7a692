using System.Globalization;

namespace El4k.Collector.Expressions.Oniguruma;

/// <summary>One backslash sequence of Oniguruma: either a character or a class of characters, written as items of a .NET class.</summary>
/// <remarks>
/// In Ruby's syntax <c>\d \s \w \h</c> mean ASCII only, in .NET all of Unicode, so they are spelled out. A negated class is spelled as the
/// ranges around it, because a pair of brackets cannot hold a negation; a negated property, which has too many ranges, says so instead.
/// </remarks>
internal readonly record struct Escape(char Character, string? ClassItems, bool IsNegated = false)
{
    /// <summary>Reads the sequence whose backslash is at <paramref name="position"/> and moves behind it.</summary>
    /// <exception cref="FormatException">The sequence is cut short, or names a character beyond the basic plane.</exception>
    public static Escape Read(string source, ref int position, bool insideClass)
    {
        var letter = source[position + 1];
        var items = ClassOf(letter);
        if (items is not null)
        {
            position += 2;
            return new Escape('\0', items);
        }

        switch (letter)
        {
            case 'p' or 'P':
                return ReadProperty(source, ref position);
            case 'x':
                return new Escape(ReadHexadecimal(source, ref position, maximumDigits: 2), null);
            case 'u':
                return new Escape(ReadHexadecimal(source, ref position, maximumDigits: 4), null);
            case 'c' when position + 2 < source.Length:
                position += 3;
                return new Escape((char)(source[position - 1] & 0x1F), null);
            case >= '0' and <= '7' when insideClass || letter == '0':
                return new Escape(ReadOctal(source, ref position), null);
        }

        position += 2;
        return new Escape(CharacterOf(letter, insideClass), null);
    }

    private static string? ClassOf(char letter) => letter switch
    {
        'd' => "0-9",
        'D' => @"\x00-/:-\uFFFF",
        'h' => "0-9A-Fa-f",
        'H' => @"\x00-/:-@G-`g-\uFFFF",
        's' => @"\t-\r ",
        'S' => @"\x00-\x08\x0E-\x1F!-\uFFFF",
        'w' => "0-9A-Z_a-z",
        'W' => @"\x00-/:-@\[-\^`{-\uFFFF",
        _ => null,
    };

    private static char CharacterOf(char letter, bool insideClass) => letter switch
    {
        'a' => '\a',
        'b' when insideClass => '\b',
        'e' => '\x1B',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\v',
        _ => letter,
    };

    private static Escape ReadProperty(string source, ref int position)
    {
        var end = position + 2 < source.Length && source[position + 2] == '{' ? source.IndexOf('}', position) : -1;
        if (end < 0)
        {
            throw new FormatException($"'\\{source[position + 1]}' needs a property in braces, as in \\p{{Alpha}}");
        }

        var name = source[(position + 3)..end];
        var negated = source[position + 1] == 'P';
        position = end + 1;
        if (name.StartsWith('^'))
        {
            name = name[1..];
            negated = !negated;
        }

        return PosixClass.TryGetProperty(name, out var items)
            ? new Escape('\0', items, negated)
            : new Escape('\0', $"\\{(negated ? 'P' : 'p')}{{{name}}}");
    }

    private static char ReadHexadecimal(string source, ref int position, int maximumDigits)
    {
        var start = position + 2;
        var braced = start < source.Length && source[start] == '{';
        if (braced)
        {
            start++;
            maximumDigits = 6;
        }

        var end = start;
        while (end < source.Length && end - start < maximumDigits && char.IsAsciiHexDigit(source[end]))
        {
            end++;
        }

        var closed = !braced || (end < source.Length && source[end] == '}');
        if (end == start || !closed
            || !ushort.TryParse(source.AsSpan(start, end - start), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code))
        {
            throw new FormatException($"'{source[position..Math.Min(source.Length, end + 1)]}' is not a character of at most FFFF");
        }

        position = braced ? end + 1 : end;
        return (char)code;
    }

    private static char ReadOctal(string source, ref int position)
    {
        var end = position + 1;
        var code = 0;
        while (end < source.Length && end - position <= 3 && source[end] is >= '0' and <= '7')
        {
            code = (code * 8) + source[end++] - '0';
        }

        position = end;
        return (char)code;
    }
}

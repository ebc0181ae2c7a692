using El4k.Collector.Expressions;

namespace El4k.Collector.Plugins.Dates;

/// <summary>One part of a pattern, as it is read: a letter with the number of digits it takes, or literal text.</summary>
/// <param name="Letter">The letter of the pattern; <c>'\0'</c> for literal text, <see cref="TwoDigitYear"/> for a year of exactly two digits.</param>
/// <param name="Count">How often the letter stands there.</param>
/// <param name="MaximumDigits">The most digits it takes; 0 for what is no number.</param>
/// <param name="Literal">The literal text.</param>
internal readonly record struct JodaElement(char Letter, int Count, int MaximumDigits, string Literal)
{
    /// <summary>Whether a name may end in a dot that abbreviates it: unless the pattern itself has a dot there.</summary>
    public bool TakesDot { get; private init; }

    /// <summary>Stands for <c>yy</c> where digits follow, so that it cannot be a year of four.</summary>
    public const char TwoDigitYear = '2';

    /// <summary>Works out the elements of a pattern.</summary>
    /// <exception cref="FormatException">The pattern has a letter that cannot be read.</exception>
    public static JodaElement[] Of(JodaPattern pattern)
    {
        var elements = new JodaElement[pattern.Tokens.Count];
        for (var i = 0; i < elements.Length; i++)
        {
            var next = i + 1 < elements.Length ? pattern.Tokens[i + 1] : default;
            elements[i] = Of(pattern.Tokens[i], IsNumber(next)) with { TakesDot = !(next.Literal ?? "").StartsWith('.') };
        }

        return elements;
    }

    private static JodaElement Of(PatternToken token, bool numberFollows)
    {
        if (token.IsLiteral)
        {
            return new JodaElement('\0', 0, 0, token.Literal);
        }

        // A year takes as many digits as there are, unless a number follows without anything between: then as many as it has letters.
        return token.Letter switch
        {
            'y' or 'Y' or 'x' when token.Count == 2 && numberFollows => new JodaElement(TwoDigitYear, 2, 2, ""),
            'y' or 'Y' or 'x' => new JodaElement(token.Letter, token.Count, numberFollows ? token.Count : 9, ""),
            'D' => new JodaElement(token.Letter, token.Count, 3, ""),
            'e' => new JodaElement(token.Letter, token.Count, 1, ""),
            'S' => new JodaElement(token.Letter, token.Count, token.Count, ""),
            'C' => throw new FormatException("the date pattern letter 'C' (century) can be written but not read; use yyyy"),
            _ => new JodaElement(token.Letter, token.Count, IsNumber(token) ? 2 : 0, ""),
        };
    }

    private static bool IsNumber(PatternToken token) =>
        !token.IsLiteral && (token.Letter == 'M' ? token.Count <= 2 : "CYxweyDdHkKhmsS".Contains(token.Letter, StringComparison.Ordinal));
}

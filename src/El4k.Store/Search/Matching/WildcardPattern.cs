using System.Text;

namespace El4k.Store.Search.Matching;

/// <summary>A pattern in which <c>*</c> stands for any text, <c>?</c> for one character, and a backslash takes the next character as it is.</summary>
internal sealed class WildcardPattern : TermPattern
{
    // Characters of the pattern; the wildcards are told from escaped characters by these two, which no valid text holds.
    private const char AnyText = '\uFFFE';
    private const char AnyCharacter = '\uFFFF';

    private readonly string _pattern;
    private readonly bool _ignoreCase;

    public WildcardPattern(string pattern, bool ignoreCase)
    {
        var compiled = new StringBuilder(pattern.Length);
        for (var i = 0; i < pattern.Length; i++)
        {
            compiled.Append(pattern[i] switch
            {
                '*' => AnyText,
                '?' => AnyCharacter,
                '\\' when i + 1 < pattern.Length => pattern[++i],
                var other => other,
            });
        }

        _ignoreCase = ignoreCase;
        _pattern = ignoreCase ? compiled.ToString().ToLowerInvariant() : compiled.ToString();
        var literal = _pattern.AsSpan().IndexOfAny(AnyText, AnyCharacter);
        Prefix = ignoreCase ? "" : literal < 0 ? _pattern : _pattern[..literal];
        IsPrefixOnly = !ignoreCase && literal >= 0 && _pattern.AsSpan(literal).IndexOfAnyExcept(AnyText) < 0;
    }

    public override string Prefix { get; }

    public override bool IsPrefixOnly { get; }

    /// <summary>A pattern that a term matches by beginning with a text.</summary>
    public static WildcardPattern StartingWith(string prefix, bool ignoreCase) => new(Escape(prefix) + "*", ignoreCase);

    /// <summary>The pattern that matches exactly one text.</summary>
    public static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal).Replace("?", "\\?", StringComparison.Ordinal);

    /// <summary>Goes through both from left to right; after a mismatch it goes back to the last star only, which is enough.</summary>
    public override bool IsMatch(ReadOnlySpan<char> term)
    {
        var (position, at, star, starAt) = (0, 0, -1, 0);
        while (at < term.Length)
        {
            if (position < _pattern.Length && _pattern[position] == AnyText)
            {
                star = position++;
                starAt = at;
            }
            else if (position < _pattern.Length && Fits(_pattern[position], term, at, out var width))
            {
                position++;
                at += width;
            }
            else if (star >= 0)
            {
                position = star + 1;
                at = ++starAt;
            }
            else
            {
                return false;
            }
        }

        return _pattern.AsSpan(position).IndexOfAnyExcept(AnyText) < 0;
    }

    private bool Fits(char expected, ReadOnlySpan<char> term, int at, out int width)
    {
        width = 1;
        if (expected == AnyCharacter)
        {
            width = char.IsHighSurrogate(term[at]) && at + 1 < term.Length ? 2 : 1;
            return true;
        }

        return expected == (_ignoreCase ? char.ToLowerInvariant(term[at]) : term[at]);
    }
}

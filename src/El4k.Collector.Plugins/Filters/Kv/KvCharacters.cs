using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using El4k.Collector.Expressions.Oniguruma;

namespace El4k.Collector.Plugins.Filters.Kv;

/// <summary>A set of characters that an option gives as what stands between <c>[</c> and <c>]</c> in a regular expression.</summary>
internal sealed class KvCharacters
{
    private const string Intersection = "&&";

    private static readonly SearchValues<char> Special = SearchValues.Create(@"\^-[]");

    private readonly SearchValues<char> _members;

    private KvCharacters(string text, string members)
    {
        Text = text;
        Members = members;
        _members = SearchValues.Create(members);
        IsExact = !members.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF');
    }

    /// <summary>The set as it was written.</summary>
    public string Text { get; }

    /// <summary>All characters of the set that are a single UTF-16 unit.</summary>
    public string Members { get; }

    /// <summary>Whether <see cref="Members"/> is the set; false if it has characters that take two units, which only an expression can tell.</summary>
    public bool IsExact { get; }

    /// <exception cref="PluginOptionException">The text is empty or no set.</exception>
    public static KvCharacters Parse(string option, string text)
    {
        if (text.Length == 0)
        {
            throw new PluginOptionException(option, "is empty: it must be at least one character");
        }

        if (text.AsSpan().IndexOfAny(Special) < 0 && !text.Contains(Intersection, StringComparison.Ordinal))
        {
            return new KvCharacters(text, text);
        }

        if (!OnigurumaExpression.TryParse($"[{text}]", out var expression, out var error))
        {
            throw new PluginOptionException(option, $"\"{text}\" is no set of characters: {error}");
        }

        var members = new StringBuilder();
        foreach (var match in expression.ToRegex(Regex.InfiniteMatchTimeout).EnumerateMatches(EveryCharacter()))
        {
            members.Append((char)(match.Index < 0xD800 ? match.Index : match.Index + 0x800));
        }

        return new KvCharacters(text, members.ToString());
    }

    public bool Contains(char character) => _members.Contains(character);

    /// <summary>The text without these characters at its ends, and at the ends of each of its lines.</summary>
    /// <remarks>What <c>^[set]+|[set]+$</c> would find, in one pass.</remarks>
    public string Trim(string text)
    {
        if (!text.Contains('\n'))
        {
            var start = text.AsSpan().IndexOfAnyExcept(_members);
            return start < 0 ? "" : text[start..(text.AsSpan().LastIndexOfAnyExcept(_members) + 1)];
        }

        var kept = new StringBuilder(text.Length);
        var at = 0;
        while (at < text.Length)
        {
            var run = text.AsSpan(at).IndexOfAnyExcept(_members);
            var end = run < 0 ? text.Length : at + run;
            if (end == at)
            {
                kept.Append(text[at++]);
                continue;
            }

            var isAtEdge = at == 0 || text[at - 1] == '\n' || end == text.Length || text[end] == '\n';
            if (!isAtEdge)
            {
                // A line may end inside of the run, when the set has the line feed.
                var lineEnd = text.LastIndexOf('\n', end - 1, end - at - 1);
                kept.Append(text, Math.Max(lineEnd, at), end - Math.Max(lineEnd, at));
            }

            at = end;
        }

        return kept.ToString();
    }

    /// <summary>The text without these characters.</summary>
    public string Remove(string text)
    {
        if (text.AsSpan().IndexOfAny(_members) < 0)
        {
            return text;
        }

        var kept = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (!_members.Contains(character))
            {
                kept.Append(character);
            }
        }

        return kept.ToString();
    }

    private static string EveryCharacter() => string.Create(0x10000 - 0x800, 0, static (all, _) =>
    {
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = (char)(i < 0xD800 ? i : i + 0x800);
        }
    });
}

using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace El4k.Collector.Expressions;

/// <summary>Makes .NET regular expressions that mean what the same text means in Logstash, where Ruby reads it.</summary>
/// <remarks>
/// <c>^</c> and <c>$</c> match at every line; <c>(?m)</c> lets <c>.</c> match line ends (in .NET: <c>s</c>); <c>\d \w \s \h</c> and their opposites are
/// ASCII; <c>[[:alpha:]]</c> and its like, possessive <c>a++</c> and <c>\R</c> are translated. Every match has a time limit.
/// </remarks>
public static class RubyRegex
{
    /// <summary>The time after which a match is given up.</summary>
    public static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    private static readonly SearchValues<char> QuantifierCharacters = SearchValues.Create("0123456789,");

    private static readonly Dictionary<string, string> PosixClasses = new(StringComparer.Ordinal)
    {
        ["alnum"] = @"\p{L}\p{M}\p{Nd}",
        ["alpha"] = @"\p{L}\p{M}",
        ["ascii"] = @"\x00-\x7F",
        ["blank"] = @"\p{Zs}\t",
        ["cntrl"] = @"\p{Cc}",
        ["digit"] = @"\p{Nd}",
        ["graph"] = @"\p{L}\p{M}\p{N}\p{P}\p{S}",
        ["lower"] = @"\p{Ll}",
        ["print"] = @"\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}",
        ["punct"] = @"\p{P}$+<=>^`|~",
        ["space"] = @"\s\x85",
        ["upper"] = @"\p{Lu}",
        ["word"] = @"\w",
        ["xdigit"] = "0-9A-Fa-f",
    };

    /// <summary>Compiles a pattern.</summary>
    /// <exception cref="ArgumentException">The pattern is wrong, or uses what has no counterpart; the message says what.</exception>
    public static Regex Compile(string pattern, RegexOptions more = RegexOptions.None) =>
        new(Translate(pattern), RegexOptions.Multiline | RegexOptions.CultureInvariant | more, MatchTimeout);

    /// <summary>The text of the .NET pattern; to be used with <see cref="RegexOptions.Multiline"/>.</summary>
    public static string Translate(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var result = new StringBuilder(pattern.Length + 16);
        int atomStart = 0;
        var groups = new Stack<int>();
        int at = 0;
        while (at < pattern.Length)
        {
            char c = pattern[at];
            switch (c)
            {
                case '\\' when at + 1 < pattern.Length:
                    atomStart = result.Length;
                    at = Escape(pattern, at, result, inClass: false);
                    continue;
                case '[':
                    atomStart = result.Length;
                    at = Class(pattern, at, result);
                    continue;
                case '(':
                    groups.Push(result.Length);
                    at = Open(pattern, at, result);
                    continue;
                case ')':
                    atomStart = groups.Count > 0 ? groups.Pop() : result.Length;
                    break;
                case '*' or '+' or '?' or '{' when PossessiveLength(pattern, at) is > 0 and int length:
                    result.Insert(atomStart, "(?>").Append(pattern.AsSpan(at, length)).Append(')');
                    at += length + 1;
                    continue;
                case '*' or '+' or '?' or '{' or '}' or '|':
                    break;
                default:
                    if (!IsInsideQuantifier(pattern, at))
                    {
                        atomStart = result.Length;
                    }

                    break;
            }

            result.Append(c);
            at++;
        }

        return result.ToString();
    }

    private static bool IsInsideQuantifier(string pattern, int at)
    {
        int open = pattern.LastIndexOf('{', at);
        if (open < 0)
        {
            return false;
        }

        int close = pattern.IndexOf('}', open);
        return close > at && QuantifierLength(pattern, open) == close - open + 1;
    }

    /// <summary>The length of a quantifier that is followed by <c>+</c> and so gives nothing back; 0 when there is none.</summary>
    private static int PossessiveLength(string pattern, int at)
    {
        int length = QuantifierLength(pattern, at);

        // In Ruby a{1,2}+ is a greedy repeat of a repeat, not possessive.
        return length > 0 && pattern[at] != '{' && at + length < pattern.Length && pattern[at + length] == '+' ? length : 0;
    }

    private static int QuantifierLength(string pattern, int at)
    {
        if (pattern[at] != '{')
        {
            return 1;
        }

        int close = pattern.IndexOf('}', at);
        return close > at + 1 && !pattern.AsSpan(at + 1, close - at - 1).ContainsAnyExcept(QuantifierCharacters) ? close - at + 1 : 0;
    }

    private static int Escape(string pattern, int at, StringBuilder result, bool inClass)
    {
        char kind = pattern[at + 1];
        string? replaced = (kind, inClass) switch
        {
            ('d', true) => "0-9",
            ('d', false) => "[0-9]",
            ('D', false) => "[^0-9]",
            ('w', true) => "a-zA-Z0-9_",
            ('w', false) => "[a-zA-Z0-9_]",
            ('W', false) => "[^a-zA-Z0-9_]",
            ('h', true) => "0-9a-fA-F",
            ('h', false) => "[0-9a-fA-F]",
            ('H', false) => "[^0-9a-fA-F]",
            ('s', true) => @" \t\r\n\f\v",
            ('s', false) => @"[ \t\r\n\f\v]",
            ('S', false) => @"[^ \t\r\n\f\v]",
            ('R', false) => @"(?:\r\n|[\n\v\f\r\u0085\u2028\u2029])",
            ('x', _) when at + 2 < pattern.Length && pattern[at + 2] == '{' => null,
            ('-', _) => @"\-",
            _ => null,
        };
        if (replaced is not null)
        {
            result.Append(replaced);
            return at + 2;
        }

        if (kind == 'h')
        {
            throw new ArgumentException(@"\h inside of this bracket has no counterpart.", nameof(pattern));
        }

        if (char.IsAsciiLetter(kind) && "eghijlmoqyCEHIJLMNOQTUVXY".Contains(kind, StringComparison.Ordinal) && kind is not 'e')
        {
            // Ruby reads an unknown letter after a backslash as the letter; \g and \k have meanings of their own.
            if (kind is 'g')
            {
                throw new ArgumentException(@"\g (calling a group) has no counterpart in .NET.", nameof(pattern));
            }

            result.Append(kind);
            return at + 2;
        }

        result.Append('\\').Append(kind);
        return at + 2;
    }

    private static int Class(string pattern, int at, StringBuilder result)
    {
        result.Append('[');
        at++;
        if (at < pattern.Length && pattern[at] == '^')
        {
            result.Append('^');
            at++;
        }

        bool isFirst = true;
        while (at < pattern.Length)
        {
            char c = pattern[at];
            if (c == ']' && !isFirst)
            {
                result.Append(']');
                return at + 1;
            }

            isFirst = false;
            if (c == '\\' && at + 1 < pattern.Length)
            {
                at = Escape(pattern, at, result, inClass: true);
            }
            else if (c == '[' && at + 1 < pattern.Length && pattern[at + 1] == ':')
            {
                at = Posix(pattern, at, result);
            }
            else if (c == '[')
            {
                at = Union(pattern, at, result);
            }
            else if (c == '&' && at + 1 < pattern.Length && pattern[at + 1] == '&')
            {
                throw new ArgumentException("&& inside of brackets has no counterpart in .NET.", nameof(pattern));
            }
            else
            {
                result.Append(c == ']' ? "\\]" : c.ToString());
                at++;
            }
        }

        return at;
    }

    private static int Posix(string pattern, int at, StringBuilder result)
    {
        int close = pattern.IndexOf(":]", at + 2, StringComparison.Ordinal);
        string name = close < 0 ? string.Empty : pattern[(at + 2)..close];
        bool isNegated = name.StartsWith('^');
        if (!PosixClasses.TryGetValue(name.TrimStart('^'), out string? members))
        {
            result.Append("\\[");
            return at + 1;
        }

        if (isNegated)
        {
            throw new ArgumentException($"[:{name}:] has no counterpart inside of brackets.", nameof(pattern));
        }

        result.Append(members);
        return close + 2;
    }

    /// <summary>A class inside of a class adds its members: <c>[a[bc]]</c> is <c>[abc]</c>.</summary>
    private static int Union(string pattern, int at, StringBuilder result)
    {
        var inner = new StringBuilder();
        int end = Class(pattern, at, inner);
        if (inner.Length < 2 || inner[^1] != ']' || inner[1] == '^')
        {
            result.Append("\\[");
            return at + 1;
        }

        result.Append(inner, 1, inner.Length - 2);
        return end;
    }

    private static int Open(string pattern, int at, StringBuilder result)
    {
        int end = at + 2;
        while (at + 1 < pattern.Length && pattern[at + 1] == '?' && end < pattern.Length && pattern[end] is 'i' or 'm' or 'x' or '-')
        {
            end++;
        }

        if (end == at + 2 || end >= pattern.Length || pattern[end] is not (')' or ':'))
        {
            result.Append('(');
            return at + 1;
        }

        string flags = pattern[(at + 2)..end].Replace('m', 's');
        result.Append("(?").Append(flags).Append(pattern[end]);
        return end + 1;
    }
}

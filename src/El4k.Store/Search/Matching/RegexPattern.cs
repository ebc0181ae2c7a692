using System.Text;
using System.Text.RegularExpressions;

namespace El4k.Store.Search.Matching;

/// <summary>A regular expression in Lucene's syntax that a whole term must match.</summary>
/// <remarks>
/// Runs in time linear in the term, so that no expression can stall the store. Of Lucene's own operators, <c>@</c> (any text) works;
/// <c>~ &amp; # &lt;</c> are refused unless escaped.
/// </remarks>
internal sealed class RegexPattern : TermPattern
{
    /// <summary>Elasticsearch's limit: longer expressions cost more to compile than they are worth.</summary>
    public static readonly int MaximumLength = 1_000;

    private readonly Regex _regex;

    /// <exception cref="InvalidRequestException">The expression does not parse or is too long.</exception>
    public RegexPattern(string expression, bool ignoreCase)
    {
        if (expression.Length > MaximumLength)
        {
            throw new InvalidRequestException(
                InvalidRequestException.IllegalArgument,
                $"the regular expression has {expression.Length} characters; at most {MaximumLength} are allowed");
        }

        var options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline
            | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None);
        try
        {
            _regex = new Regex($@"\A(?:{Translate(expression)})\z", options);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            throw new InvalidRequestException(
                InvalidRequestException.QueryShard, $"failed to parse the regular expression /{expression}/: {error.Message}", error);
        }

        Prefix = ignoreCase ? "" : LiteralPrefix(expression);
    }

    public override string Prefix { get; }

    public override bool IsMatch(ReadOnlySpan<char> term) => _regex.IsMatch(term);

    private static string Translate(string expression)
    {
        var result = new StringBuilder(expression.Length + 8);
        var inClass = false;
        for (var i = 0; i < expression.Length; i++)
        {
            var letter = expression[i];
            switch (letter)
            {
                case '\\' when i + 1 < expression.Length:
                    result.Append(Escaped(expression[++i]));
                    break;
                case '"' when !inClass && expression.IndexOf('"', i + 1) is var end && end > i:
                    result.Append(Regex.Escape(expression[(i + 1)..end]));
                    i = end;
                    break;
                case '~' or '&' or '#' or '<' when !inClass:
                    throw new InvalidRequestException(
                        InvalidRequestException.QueryShard,
                        $"the regular expression /{expression}/ uses the operator [{letter}] at {i + 1}, which is not supported; escape it with \\ to match it as text");
                case '@' when !inClass:
                    result.Append(".*");
                    break;
                case '^' when !inClass:
                case '$' when !inClass:
                    // A term is matched as a whole, so Lucene has no anchors: these are plain characters.
                    result.Append('\\').Append(letter);
                    break;
                case '[' when inClass:
                    result.Append("\\[");
                    break;
                default:
                    inClass = letter == '[' || (inClass && letter != ']');
                    result.Append(letter);
                    break;
            }
        }

        return result.ToString();
    }

    private static string Escaped(char letter) =>
        letter is 'd' or 'D' or 'w' or 'W' or 's' or 'S' ? $"\\{letter}" : char.IsAsciiLetterOrDigit(letter) ? letter.ToString() : $"\\{letter}";

    private static string LiteralPrefix(string expression)
    {
        if (expression.Contains('|', StringComparison.Ordinal))
        {
            return "";
        }

        var length = 0;
        while (length < expression.Length && (char.IsLetterOrDigit(expression[length]) || expression[length] is '_' or '-' or '/' or ':' or ' '))
        {
            length++;
        }

        // A quantifier makes the character before it optional.
        return length < expression.Length && length > 0 && expression[length] is '*' or '?' or '{' ? expression[..(length - 1)] : expression[..length];
    }
}

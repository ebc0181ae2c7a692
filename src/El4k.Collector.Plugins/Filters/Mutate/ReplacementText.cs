using System.Text;
using System.Text.RegularExpressions;

namespace El4k.Collector.Plugins.Filters.Mutate;

/// <summary>The replacement of <c>gsub</c>: text with <c>\1</c> for a group, <c>\0</c> or <c>\&amp;</c> for the match, <c>\\</c> for a backslash.</summary>
internal sealed class ReplacementText
{
    // A part is either text or, where Text is null, the number of a group.
    private readonly List<(string? Text, int Group)> _parts = [];
    private readonly MatchEvaluator _evaluate;

    private ReplacementText() => _evaluate = match => Evaluate(match, null);

    public static ReplacementText Parse(string text)
    {
        var replacement = new ReplacementText();
        var literal = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var next = i + 1 < text.Length ? text[i + 1] : '\0';
            if (text[i] != '\\' || !(char.IsAsciiDigit(next) || next is '&' or '\\'))
            {
                literal.Append(text[i]);
                continue;
            }

            i++;
            if (next == '\\')
            {
                literal.Append('\\');
                continue;
            }

            replacement.AddLiteral(literal);
            replacement._parts.Add((null, next == '&' ? 0 : next - '0'));
        }

        replacement.AddLiteral(literal);
        return replacement;
    }

    public string ReplaceAll(TimedRegex needle, string text) => needle.MovesBeginning ? needle.ReplaceMoved(text, Evaluate) : needle.Replace(text, _evaluate);

    private void AddLiteral(StringBuilder literal)
    {
        if (literal.Length > 0)
        {
            _parts.Add((literal.ToString(), 0));
            literal.Clear();
        }
    }

    // The whole match is given where it does not begin where it was found.
    private string Evaluate(Match match, string? whole)
    {
        if (_parts.Count == 0)
        {
            return "";
        }

        if (_parts.Count == 1)
        {
            return TextOf(_parts[0], match, whole);
        }

        var result = new StringBuilder();
        foreach (var part in _parts)
        {
            result.Append(TextOf(part, match, whole));
        }

        return result.ToString();
    }

    private static string TextOf((string? Text, int Group) part, Match match, string? whole) =>
        part.Text ?? (part.Group == 0 ? whole : null) ?? match.Groups[part.Group].Value;
}

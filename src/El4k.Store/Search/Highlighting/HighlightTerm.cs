using El4k.Store.Mapping;
using El4k.Store.Search.Matching;

namespace El4k.Store.Search.Highlighting;

/// <summary>What a part of a query looks for in the text of some fields.</summary>
/// <param name="Fields">The fields it looks in.</param>
/// <param name="Words">Words as the index has them, or null.</param>
/// <param name="Value">A whole value, or null.</param>
/// <param name="Pattern">A condition on words (in text) or whole values, or null.</param>
internal sealed record HighlightTerm(FieldPatterns Fields, IReadOnlySet<string>? Words, string? Value, TermPattern? Pattern)
{
    public static HighlightTerm OfText(FieldPatterns fields, string text) =>
        new(fields, TextMatch.Analyse(text).ToHashSet(StringComparer.Ordinal), text, null);

    public static HighlightTerm OfTerm(string field, string term) =>
        new(new FieldPatterns([field]), new HashSet<string>(StringComparer.Ordinal) { term }, term, null);

    public static HighlightTerm OfPattern(FieldPatterns fields, TermPattern pattern) => new(fields, null, null, pattern);

    /// <summary>Whether the part looks in a field.</summary>
    public bool Covers(FieldMapping field) =>
        Fields.Patterns.Count == 0 || Fields.Patterns.Any(pattern => Io.NamePattern.Matches(pattern, field.Path));

    public bool HoldsWord(string word) => Words?.Contains(word) == true || Pattern?.IsMatch(word) == true;

    public bool HoldsValue(string value) => string.Equals(Value, value, StringComparison.Ordinal) || Pattern?.IsMatch(value) == true;
}

using System.Text.Json;
using El4k.Store.Io;
using El4k.Store.Search.Highlighting;
using El4k.Store.Search.Matching;

namespace El4k.Store.Search.Queries.Regexp;

/// <summary>The <c>regexp</c> query: documents that have a value (on text, a term) that a regular expression matches as a whole.</summary>
internal sealed record RegexpQuery(string Field, RegexPattern Pattern) : Query
{
    public const string TypeName = "regexp";

    /// <exception cref="InvalidRequestException">Names the JSON path and what was expected.</exception>
    public static RegexpQuery Parse(JsonElement body, string path, QueryParser nested)
    {
        var field = FieldBody.Read(body, path);
        var options = field.ReadOptions("value", out var value);
        var ignoreCase = options?.ReadBoolean("case_insensitive", false) ?? false;
        options?.Accept("rewrite", "flags", "flags_value", "max_determinized_states");
        options?.RejectUnread();
        return new RegexpQuery(field.Field, new RegexPattern(value, ignoreCase));
    }

    public override RowSet Match(SegmentSearch segment) => FieldSelection.Pattern(segment, Field, Pattern, lenient: false);

    public override void AddHighlights(ICollection<HighlightTerm> terms) =>
        terms.Add(HighlightTerm.OfPattern(new FieldPatterns([Field]), Pattern));
}

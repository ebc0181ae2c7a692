using System.Text.Json;
using El4k.Store.Io;
using El4k.Store.Search.Highlighting;
using El4k.Store.Search.Matching;

namespace El4k.Store.Search.Queries.Prefix;

/// <summary>The <c>prefix</c> query: documents that have a value (on text, a term) that begins with a text.</summary>
internal sealed record PrefixQuery(string Field, WildcardPattern Pattern) : Query
{
    public const string TypeName = "prefix";

    /// <exception cref="InvalidRequestException">Names the JSON path and what was expected.</exception>
    public static PrefixQuery Parse(JsonElement body, string path, QueryParser nested)
    {
        var field = FieldBody.Read(body, path);
        var options = field.ReadOptions("value", out var value);
        var ignoreCase = options?.ReadBoolean("case_insensitive", false) ?? false;
        options?.Accept("rewrite");
        options?.RejectUnread();
        return new PrefixQuery(field.Field, WildcardPattern.StartingWith(value, ignoreCase));
    }

    public override RowSet Match(SegmentSearch segment) => FieldSelection.Pattern(segment, Field, Pattern, lenient: false);

    public override void AddHighlights(ICollection<HighlightTerm> terms) =>
        terms.Add(HighlightTerm.OfPattern(new FieldPatterns([Field]), Pattern));
}

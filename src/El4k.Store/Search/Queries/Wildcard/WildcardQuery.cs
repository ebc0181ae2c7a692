using System.Text.Json;
using El4k.Store.Io;
using El4k.Store.Search.Highlighting;
using El4k.Store.Search.Matching;

namespace El4k.Store.Search.Queries.Wildcard;

/// <summary>The <c>wildcard</c> query: documents that have a value (on text, a term) that fits a pattern of <c>*</c> and <c>?</c>.</summary>
internal sealed record WildcardQuery(string Field, WildcardPattern Pattern) : Query
{
    public const string TypeName = "wildcard";

    /// <exception cref="InvalidRequestException">Names the JSON path and what was expected.</exception>
    public static WildcardQuery Parse(JsonElement body, string path, QueryParser nested)
    {
        var field = FieldBody.Read(body, path);
        // "wildcard" is an older name of "value".
        var shorthand = field.Value.ValueKind == JsonValueKind.Object && field.Value.TryGetProperty("wildcard", out _) ? "wildcard" : "value";
        var options = field.ReadOptions(shorthand, out var value);
        var ignoreCase = options?.ReadBoolean("case_insensitive", false) ?? false;
        options?.Accept("rewrite");
        options?.RejectUnread();
        return new WildcardQuery(field.Field, new WildcardPattern(value, ignoreCase));
    }

    public override RowSet Match(SegmentSearch segment) => FieldSelection.Pattern(segment, Field, Pattern, lenient: false);

    public override void AddHighlights(ICollection<HighlightTerm> terms) =>
        terms.Add(HighlightTerm.OfPattern(new FieldPatterns([Field]), Pattern));
}

using System.Text.Json;
using El4k.Store.Io;
using El4k.Store.Search.Highlighting;
using El4k.Store.Search.Matching;

namespace El4k.Store.Search.Queries.Term;

/// <summary>The <c>term</c> query: documents that have exactly this value; on text, this analysed term.</summary>
internal sealed record TermQuery(string Field, string Value, bool CaseInsensitive) : Query
{
    public const string TypeName = "term";

    /// <exception cref="InvalidRequestException">Names the JSON path and what was expected.</exception>
    public static TermQuery Parse(JsonElement body, string path, QueryParser nested)
    {
        var field = FieldBody.Read(body, path);
        var options = field.ReadOptions("value", out var value);
        var caseInsensitive = options?.ReadBoolean("case_insensitive", false) ?? false;
        options?.RejectUnread();
        return new TermQuery(field.Field, value, caseInsensitive);
    }

    public override RowSet Match(SegmentSearch segment) => CaseInsensitive
        ? FieldSelection.Pattern(segment, Field, new WildcardPattern(WildcardPattern.Escape(Value), ignoreCase: true), lenient: false)
        : FieldSelection.Terms(segment, Field, [Value], lenient: false);

    public override void AddHighlights(ICollection<HighlightTerm> terms) => terms.Add(CaseInsensitive
        ? HighlightTerm.OfPattern(new FieldPatterns([Field]), new WildcardPattern(WildcardPattern.Escape(Value), ignoreCase: true))
        : HighlightTerm.OfTerm(Field, Value));
}

using System.Text.Json;
using El4k.Store.Io;
using El4k.Store.Search.Highlighting;
using El4k.Store.Search.Matching;

namespace El4k.Store.Search.Queries.MultiMatch;

/// <summary>The <c>multi_match</c> query: <c>match</c> or <c>match_phrase</c> in any of several fields.</summary>
internal sealed record MultiMatchQuery(FieldPatterns Fields, string Text, bool IsPhrase, int Slop, string Minimum, bool Lenient) : Query
{
    public const string TypeName = "multi_match";

    /// <exception cref="InvalidRequestException">Names the JSON path and what was expected.</exception>
    public static MultiMatchQuery Parse(JsonElement body, string path, QueryParser nested)
    {
        var request = new RequestObject(body, path);
        request.Accept("boost", "_name", "tie_breaker", "zero_terms_query", "auto_generate_synonyms_phrase_query");
        var text = request.ReadRequiredString("query");
        var fields = FieldPatterns.Parse(request.ReadStrings("fields"));
        var type = request.ReadString("type") ?? "best_fields";
        if (type is not ("best_fields" or "most_fields" or "phrase"))
        {
            throw new InvalidRequestException(
                InvalidRequestException.Parsing, $"[{request.PathOf("type")}] must be best_fields, most_fields or phrase, but is [{type}]");
        }

        var all = Operator.IsAnd(request.ReadString("operator"), request.PathOf("operator"));
        var minimum = request.ReadString("minimum_should_match") ?? (all ? "100%" : "1");
        MinimumShouldMatch.Resolve(minimum, 1, request.PathOf("minimum_should_match"));
        var slop = request.ReadCount("slop", 0);
        var lenient = request.ReadBoolean("lenient", fields.IsOpen);
        request.RejectUnread();
        return new MultiMatchQuery(fields, text, type == "phrase", slop, minimum, lenient);
    }

    public override RowSet Match(SegmentSearch segment)
    {
        var rows = segment.NoRows();
        foreach (var field in Fields.Resolve(segment.Mapping))
        {
            rows.Or(IsPhrase
                ? TextMatch.Phrase(segment, field, Text, Slop, Lenient)
                : TextMatch.Words(
                    segment, field, Text, count => Math.Max(1, MinimumShouldMatch.Resolve(Minimum, count, "minimum_should_match")), Lenient));
        }

        return rows;
    }

    public override void AddHighlights(ICollection<HighlightTerm> terms) => terms.Add(HighlightTerm.OfText(Fields, Text));
}

using System.Text.Json;
using El4k.Store.Io;
using El4k.Store.Search.Highlighting;
using El4k.Store.Search.Matching;

namespace El4k.Store.Search.Queries.Match;

/// <summary>The <c>match</c> query: text that holds any, all or some of the words; on other fields, the value.</summary>
internal sealed record MatchQuery(string Field, string Text, string Minimum, bool Lenient) : Query
{
    public const string TypeName = "match";

    /// <exception cref="InvalidRequestException">Names the JSON path and what was expected.</exception>
    public static MatchQuery Parse(JsonElement body, string path, QueryParser nested)
    {
        var field = FieldBody.Read(body, path);
        var options = field.ReadOptions("query", out var text);
        if (options is null)
        {
            return new MatchQuery(field.Field, text, "1", false);
        }

        var all = Operator.IsAnd(options.ReadString("operator"), options.PathOf("operator"));
        var minimum = options.ReadString("minimum_should_match") ?? (all ? "100%" : "1");
        MinimumShouldMatch.Resolve(minimum, 1, options.PathOf("minimum_should_match"));
        var lenient = options.ReadBoolean("lenient", false);
        options.Accept("auto_generate_synonyms_phrase_query", "zero_terms_query", "max_expansions", "prefix_length");
        options.RejectUnread();
        return new MatchQuery(field.Field, text, minimum, lenient);
    }

    public override RowSet Match(SegmentSearch segment)
    {
        if (FieldSelection.IsMetadata(Field))
        {
            return FieldSelection.Terms(segment, Field, [Text], Lenient);
        }

        // At least one word must match even when the minimum comes to none.
        return segment.Mapping.Find(Field) is { } field
            ? TextMatch.Words(segment, field, Text, count => Math.Max(1, MinimumShouldMatch.Resolve(Minimum, count, "minimum_should_match")), Lenient)
            : segment.NoRows();
    }

    public override void AddHighlights(ICollection<HighlightTerm> terms) => terms.Add(HighlightTerm.OfText(new FieldPatterns([Field]), Text));
}

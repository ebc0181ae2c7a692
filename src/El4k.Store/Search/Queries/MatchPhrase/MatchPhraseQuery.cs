using System.Text.Json;
using El4k.Store.Io;
using El4k.Store.Search.Highlighting;
using El4k.Store.Search.Matching;

namespace El4k.Store.Search.Queries.MatchPhrase;

/// <summary>The <c>match_phrase</c> query: text that holds the words in this order, next to each other.</summary>
internal sealed record MatchPhraseQuery(string Field, string Text, int Slop) : Query
{
    public const string TypeName = "match_phrase";

    /// <exception cref="InvalidRequestException">Names the JSON path and what was expected.</exception>
    public static MatchPhraseQuery Parse(JsonElement body, string path, QueryParser nested)
    {
        var field = FieldBody.Read(body, path);
        var options = field.ReadOptions("query", out var text);
        var slop = options?.ReadCount("slop", 0) ?? 0;
        options?.Accept("zero_terms_query");
        options?.RejectUnread();
        return new MatchPhraseQuery(field.Field, text, slop);
    }

    public override RowSet Match(SegmentSearch segment)
    {
        if (FieldSelection.IsMetadata(Field))
        {
            return FieldSelection.Terms(segment, Field, [Text], lenient: false);
        }

        return segment.Mapping.Find(Field) is { } field
            ? TextMatch.Phrase(segment, field, Text, Slop, lenient: false)
            : segment.NoRows();
    }

    public override void AddHighlights(ICollection<HighlightTerm> terms) => terms.Add(HighlightTerm.OfText(new FieldPatterns([Field]), Text));
}

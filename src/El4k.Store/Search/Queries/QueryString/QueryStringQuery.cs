using System.Text.Json;
using El4k.Store.Io;
using El4k.Store.Search.Dates;
using El4k.Store.Search.Highlighting;
using El4k.Store.Search.Matching;
using El4k.Store.Search.Queries.QueryString.Ast;

namespace El4k.Store.Search.Queries.QueryString;

/// <summary>The <c>query_string</c> query: Lucene's syntax, as people type it.</summary>
internal sealed record QueryStringQuery : Query
{
    public const string TypeName = "query_string";

    /// <summary>The parsed text; null for an empty one, which matches nothing.</summary>
    public required QueryStringNode? Tree { get; init; }

    /// <summary>Where parts that name no field look.</summary>
    public required FieldPatterns DefaultFields { get; init; }

    public bool AllByDefault { get; init; }

    /// <summary>Whether values that do not fit a field match nothing there, instead of being an error.</summary>
    public bool Lenient { get; init; }

    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <exception cref="InvalidRequestException">Names the JSON path, or the character of the text, and what was expected.</exception>
    public static QueryStringQuery Parse(JsonElement body, string path, QueryParser nested)
    {
        var request = new RequestObject(body, path);
        var text = request.ReadRequiredString("query");
        var fields = request.ReadStrings("fields");
        var field = request.ReadString("default_field");
        var all = Operator.IsAnd(request.ReadString("default_operator"), request.PathOf("default_operator"));
        var zone = TimeZones.Parse(request.ReadString("time_zone"), request.PathOf("time_zone"));
        var lenient = request.ReadBoolean("lenient", false);
        var slop = request.ReadCount("phrase_slop", 0);
        // These steer scoring, expansion limits and fuzziness, none of which is here.
        request.Accept(
            "boost", "_name", "analyze_wildcard", "allow_leading_wildcard", "auto_generate_synonyms_phrase_query", "enable_position_increments",
            "rewrite", "tie_breaker", "type", "max_determinized_states", "fuzzy_max_expansions", "fuzzy_prefix_length", "fuzzy_transpositions", "fuzziness");
        request.RejectUnread();
        return new QueryStringQuery
        {
            Tree = QueryStringParser.Parse(text, all, slop),
            DefaultFields = FieldPatterns.Parse(fields.Count > 0 ? fields : field is null or "*" ? [] : [field]),
            AllByDefault = all,
            Lenient = lenient,
            Zone = zone,
        };
    }

    public override RowSet Match(SegmentSearch segment) =>
        Tree is null ? segment.NoRows() : new QueryStringMatcher(this, segment).Match(Tree);

    public override void AddHighlights(ICollection<HighlightTerm> terms)
    {
        if (Tree is not null)
        {
            AddHighlights(Tree, terms);
        }
    }

    private void AddHighlights(QueryStringNode node, ICollection<HighlightTerm> terms)
    {
        switch (node)
        {
            case ClausesNode clauses:
                foreach (var clause in clauses.Clauses.Where(clause => clause.Occurrence != Occurrence.MustNot))
                {
                    AddHighlights(clause.Node, terms);
                }

                break;
            case TermNode term:
                terms.Add(HighlightTerm.OfText(FieldsOf(term.Field), term.Text));
                break;
            case PhraseNode phrase:
                terms.Add(HighlightTerm.OfText(FieldsOf(phrase.Field), phrase.Text));
                break;
            case PatternNode pattern:
                terms.Add(HighlightTerm.OfPattern(FieldsOf(pattern.Field), new WildcardPattern(pattern.Pattern, ignoreCase: true)));
                break;
            case RegexNode regex:
                terms.Add(HighlightTerm.OfPattern(FieldsOf(regex.Field), new RegexPattern(regex.Expression, ignoreCase: false)));
                break;
            default:
                break;
        }
    }

    private FieldPatterns FieldsOf(string? field) => field is null ? DefaultFields : new FieldPatterns([field]);
}

using System.Text.Json;
using El4k.Store.Io;
using El4k.Store.Search.Highlighting;

namespace El4k.Store.Search.Queries.Bool;

/// <summary>The <c>bool</c> query: conditions that must hold, must not hold, or of which some must hold.</summary>
/// <remarks>
/// <c>must</c> and <c>filter</c> differ in scoring only, and documents are not scored. Without <c>must</c> and <c>filter</c>,
/// at least one <c>should</c> has to hold, else none, unless <c>minimum_should_match</c> says otherwise.
/// </remarks>
internal sealed record BoolQuery(
    IReadOnlyList<Query> Must, IReadOnlyList<Query> MustNot, IReadOnlyList<Query> Should, int MinimumShould) : Query
{
    public const string TypeName = "bool";

    /// <summary>Elasticsearch's limit (<c>indices.query.bool.max_clause_count</c>).</summary>
    public static readonly int MaximumClauses = 1_024;

    /// <exception cref="InvalidRequestException">Names the JSON path and what was expected.</exception>
    public static BoolQuery Parse(JsonElement body, string path, QueryParser nested)
    {
        var request = new RequestObject(body, path);
        request.Accept("boost", "_name", "adjust_pure_negative");
        IReadOnlyList<Query> must = [.. ReadClauses(request, "must", nested), .. ReadClauses(request, "filter", nested)];
        var mustNot = ReadClauses(request, "must_not", nested);
        var should = ReadClauses(request, "should", nested);
        var minimum = request.ReadString("minimum_should_match");
        request.RejectUnread();
        if (must.Count + mustNot.Count + should.Count > MaximumClauses)
        {
            throw new InvalidRequestException(
                InvalidRequestException.IllegalArgument,
                $"[{path}] has {must.Count + mustNot.Count + should.Count} clauses; at most {MaximumClauses} are allowed. [terms] takes many values of one field");
        }

        var byDefault = must.Count == 0 && should.Count > 0 ? 1 : 0;
        return new BoolQuery(must, mustNot, should, minimum is null
            ? byDefault
            : MinimumShouldMatch.Resolve(minimum, should.Count, request.PathOf("minimum_should_match")));
    }

    public override RowSet Match(SegmentSearch segment)
    {
        var rows = segment.AllRows();
        foreach (var query in Must)
        {
            rows.And(query.Match(segment));
            if (rows.IsEmpty())
            {
                return rows;
            }
        }

        if (MinimumShould > 0)
        {
            rows.And(MinimumShouldMatch.AtLeast(MinimumShould, [.. Should.Select(query => query.Match(segment))], segment));
        }

        foreach (var query in MustNot)
        {
            rows.AndNot(query.Match(segment));
        }

        return rows;
    }

    public override void AddHighlights(ICollection<HighlightTerm> terms)
    {
        foreach (var query in Must.Concat(Should))
        {
            query.AddHighlights(terms);
        }
    }

    private static List<Query> ReadClauses(RequestObject request, string name, QueryParser nested) =>
        [.. request.ReadList(name).Select(clause => nested.Parse(clause.Value, clause.Path))];
}

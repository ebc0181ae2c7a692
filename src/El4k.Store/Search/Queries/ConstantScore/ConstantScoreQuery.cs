using System.Text.Json;
using El4k.Store.Io;
using El4k.Store.Search.Highlighting;

namespace El4k.Store.Search.Queries.ConstantScore;

/// <summary>The <c>constant_score</c> query: what its filter matches. Documents are not scored, so nothing is added.</summary>
internal sealed record ConstantScoreQuery(Query Filter) : Query
{
    public const string TypeName = "constant_score";

    /// <exception cref="InvalidRequestException">Names the JSON path and what was expected.</exception>
    public static ConstantScoreQuery Parse(JsonElement body, string path, QueryParser nested)
    {
        var request = new RequestObject(body, path);
        request.Accept("boost", "_name");
        var filter = nested.Parse(request.Read("filter"), request.PathOf("filter"));
        request.RejectUnread();
        return new ConstantScoreQuery(filter);
    }

    public override RowSet Match(SegmentSearch segment) => Filter.Match(segment);

    public override void AddHighlights(ICollection<HighlightTerm> terms) => Filter.AddHighlights(terms);
}

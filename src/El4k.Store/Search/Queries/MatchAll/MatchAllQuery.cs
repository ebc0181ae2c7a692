using System.Text.Json;
using El4k.Store.Io;

namespace El4k.Store.Search.Queries.MatchAll;

/// <summary>The <c>match_all</c> query: every document.</summary>
internal sealed record MatchAllQuery : Query
{
    public const string TypeName = "match_all";

    public static MatchAllQuery Parse(JsonElement body, string path, QueryParser nested)
    {
        var request = new RequestObject(body, path);
        request.Accept("boost", "_name");
        request.RejectUnread();
        return new MatchAllQuery();
    }

    public override RowSet Match(SegmentSearch segment) => segment.AllRows();
}

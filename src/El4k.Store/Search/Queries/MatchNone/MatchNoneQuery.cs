using System.Text.Json;
using El4k.Store.Io;

namespace El4k.Store.Search.Queries.MatchNone;

/// <summary>The <c>match_none</c> query: no document.</summary>
internal sealed record MatchNoneQuery : Query
{
    public const string TypeName = "match_none";

    public static MatchNoneQuery Parse(JsonElement body, string path, QueryParser nested)
    {
        var request = new RequestObject(body, path);
        request.Accept("boost", "_name");
        request.RejectUnread();
        return new MatchNoneQuery();
    }

    public override RowSet Match(SegmentSearch segment) => segment.NoRows();
}

using System.Text.Json;
using El4k.Store.Io;
using El4k.Store.Search.Matching;

namespace El4k.Store.Search.Queries.Ids;

/// <summary>The <c>ids</c> query: documents by their ids.</summary>
internal sealed record IdsQuery(IReadOnlyList<string> Values) : Query
{
    public const string TypeName = "ids";

    /// <exception cref="InvalidRequestException">Names the JSON path and what was expected.</exception>
    public static IdsQuery Parse(JsonElement body, string path, QueryParser nested)
    {
        var request = new RequestObject(body, path);
        request.Accept("boost", "_name", "type");
        request.Read("values");
        var values = request.ReadStrings("values");
        request.RejectUnread();
        return new IdsQuery(values);
    }

    public override RowSet Match(SegmentSearch segment) => FieldSelection.Terms(segment, "_id", Values, lenient: false);
}

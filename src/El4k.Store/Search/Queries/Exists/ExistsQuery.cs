using System.Text.Json;
using El4k.Store.Io;
using El4k.Store.Search.Matching;

namespace El4k.Store.Search.Queries.Exists;

/// <summary>The <c>exists</c> query: documents that have a value of a field, or of any field of an object.</summary>
internal sealed record ExistsQuery(string Field) : Query
{
    public const string TypeName = "exists";

    /// <exception cref="InvalidRequestException">Names the JSON path and what was expected.</exception>
    public static ExistsQuery Parse(JsonElement body, string path, QueryParser nested)
    {
        var request = new RequestObject(body, path);
        request.Accept("boost", "_name");
        var field = request.ReadRequiredString("field");
        request.RejectUnread();
        return new ExistsQuery(field);
    }

    public override RowSet Match(SegmentSearch segment)
    {
        if (FieldSelection.IsMetadata(Field) || Field is "_version" or "_seq_no")
        {
            return segment.AllRows();
        }

        var rows = segment.NoRows();
        ExistsMatch.Add(segment, Field, rows);
        return rows;
    }
}

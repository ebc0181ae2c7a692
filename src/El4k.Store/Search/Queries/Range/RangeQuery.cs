using System.Text.Json;
using El4k.Store.Io;
using El4k.Store.Search.Dates;
using El4k.Store.Search.Matching;

namespace El4k.Store.Search.Queries.Range;

/// <summary>The <c>range</c> query: documents with a value between two ends; dates take date math.</summary>
internal sealed record RangeQuery(string Field, RangeBounds Bounds) : Query
{
    public const string TypeName = "range";

    /// <exception cref="InvalidRequestException">Names the JSON path and what was expected.</exception>
    public static RangeQuery Parse(JsonElement body, string path, QueryParser nested)
    {
        var field = FieldBody.Read(body, path);
        var options = new RequestObject(field.Value, field.Path);
        options.Accept("boost", "_name");
        var lower = ReadEnd(options, "gte", "gt", "from", "include_lower");
        var upper = ReadEnd(options, "lte", "lt", "to", "include_upper");
        var format = options.ReadString("format");
        var zone = options.ReadString("time_zone");
        if (options.ReadString("relation") is { } relation && !relation.Equals("intersects", StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidRequestException(
                InvalidRequestException.IllegalArgument, $"[{options.PathOf("relation")}] is for range fields, which are not supported");
        }

        options.RejectUnread();
        return new RangeQuery(field.Field, new RangeBounds
        {
            From = lower.Value,
            IncludesFrom = lower.Included,
            To = upper.Value,
            IncludesTo = upper.Included,
            Format = format is null ? null : DateFormats.Parse(format),
            Zone = TimeZones.Parse(zone, options.PathOf("time_zone")),
        });
    }

    public override RowSet Match(SegmentSearch segment)
    {
        var rows = segment.NoRows();
        if (Bounds is { From: null, To: null })
        {
            ExistsMatch.Add(segment, Field, rows);
        }
        else if (segment.Mapping.Find(Field) is { } field)
        {
            RangeMatch.Add(segment, field, Bounds, lenient: false, rows);
        }

        return rows;
    }

    /// <summary>Reads one end in the form <c>gte</c>/<c>gt</c>, or in the old one of a value and a flag.</summary>
    private static (string? Value, bool Included) ReadEnd(
        RequestObject options, string inclusive, string exclusive, string old, string oldFlag)
    {
        var value = options.ReadString(inclusive);
        var exclusiveValue = options.ReadString(exclusive);
        var oldValue = options.ReadString(old);
        var included = options.ReadBoolean(oldFlag, true);
        if ((value is null ? 0 : 1) + (exclusiveValue is null ? 0 : 1) + (oldValue is null ? 0 : 1) > 1)
        {
            throw new InvalidRequestException(
                InvalidRequestException.Parsing, $"[{options.Path}] has more than one of {inclusive}, {exclusive} and {old}; one end takes one");
        }

        return exclusiveValue is not null ? (exclusiveValue, false) : (value ?? oldValue, oldValue is null || included);
    }
}

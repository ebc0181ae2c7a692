using System.Text.Json;
using El4k.Store.Search.Dates;

namespace El4k.Store.Search.Hits;

/// <summary>Reads the <c>sort</c> of a request.</summary>
internal static class SortParser
{
    /// <summary>Reads a name, an object, or a list of these.</summary>
    /// <exception cref="InvalidRequestException">Names the JSON path and what was expected.</exception>
    public static IReadOnlyList<SortKey> Parse(RequestObject request)
    {
        var keys = new List<SortKey>();
        foreach (var (value, path) in request.ReadList("sort"))
        {
            switch (value.ValueKind)
            {
                case JsonValueKind.String:
                    keys.Add(ParseText(value.GetString()!, path));
                    break;
                case JsonValueKind.Object:
                    keys.AddRange(value.EnumerateObject().Select(property => ParseProperty(property, $"{path}.{property.Name}")));
                    break;
                default:
                    throw RequestObject.Wrong(path, "a field name or an object such as {\"@timestamp\": \"desc\"}", value);
            }
        }

        return keys;
    }

    /// <summary>Reads the URL's form: <c>a:desc,b</c>.</summary>
    public static IReadOnlyList<SortKey> ParseList(string text) => [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(key => ParseText(key, "sort"))];

    private static SortKey ParseText(string text, string path)
    {
        var colon = text.LastIndexOf(':');
        return colon > 0 && text[(colon + 1)..].ToUpperInvariant() is "ASC" or "DESC"
            ? Create(text[..colon], IsDescending(text[(colon + 1)..], path))
            : Create(text, text == "_score");
    }

    private static SortKey ParseProperty(JsonProperty property, string path)
    {
        if (property.Name == "_script")
        {
            throw new InvalidRequestException(InvalidRequestException.Parsing, $"[{path}] is not supported: scripts are not run");
        }

        if (property.Value.ValueKind == JsonValueKind.String)
        {
            return Create(property.Name, IsDescending(property.Value.GetString()!, path));
        }

        var options = new RequestObject(property.Value, path);
        var key = Create(
            property.Name, options.ReadString("order") is { } order ? IsDescending(order, options.PathOf("order")) : property.Name == "_score");
        var missing = options.ReadString("missing");
        var format = options.ReadString("format");
        var takesMaximum = options.ReadString("mode") switch
        {
            null => key.Descending,
            "min" => false,
            "max" => true,
            var mode => throw new InvalidRequestException(
                InvalidRequestException.IllegalArgument, $"[{options.PathOf("mode")}] must be min or max, but is [{mode}]"),
        };
        var mayBeUnmapped = options.ReadString("unmapped_type") is not null || options.ReadBoolean("ignore_unmapped", false);
        options.Accept("numeric_type", "ignore_unmapped");
        options.RejectUnread();
        return key with
        {
            MissingFirst = missing == "_first",
            MissingValue = missing is null or "_first" or "_last" ? null : missing,
            MayBeUnmapped = mayBeUnmapped,
            TakesMaximum = takesMaximum,
            Format = format is null or "epoch_millis" ? null : DateFormats.Parse(format),
        };
    }

    private static SortKey Create(string field, bool descending) => field switch
    {
        "_doc" or "_shard_doc" => new SortKey(SortKind.Document, field, descending),
        "_score" => new SortKey(SortKind.Score, field, descending),
        _ => new SortKey(SortKind.Field, field, descending),
    };

    private static bool IsDescending(string order, string path) => order.ToUpperInvariant() switch
    {
        "ASC" => false,
        "DESC" => true,
        _ => throw new InvalidRequestException(InvalidRequestException.Parsing, $"[{path}] must be asc or desc, but is [{order}]"),
    };
}

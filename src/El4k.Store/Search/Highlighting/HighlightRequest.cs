using System.Text.Json;

namespace El4k.Store.Search.Highlighting;

/// <summary>The <c>highlight</c> of a request: which fields show where the query matched.</summary>
internal sealed record HighlightRequest(string Before, string After, IReadOnlyList<HighlightField> Fields, bool EncodesHtml)
{
    /// <summary>Real servers' length of a fragment.</summary>
    public static readonly int DefaultFragmentSize = 100;

    /// <summary>Real servers' number of fragments.</summary>
    public static readonly int DefaultFragments = 5;

    /// <exception cref="InvalidRequestException">Names the JSON path and what was expected.</exception>
    public static HighlightRequest? Parse(RequestObject request)
    {
        if (request.ReadObject("highlight") is not { } body || !body.Unread.Any())
        {
            return null;
        }

        var before = body.ReadStrings("pre_tags");
        var after = body.ReadStrings("post_tags");
        var size = body.ReadCount("fragment_size", DefaultFragmentSize);
        var fragments = body.ReadCount("number_of_fragments", DefaultFragments);
        var ownFieldOnly = body.ReadBoolean("require_field_match", true);
        var html = body.ReadString("encoder") == "html";
        AcceptHints(body);
        body.Accept("tags_schema");
        var fields = ReadFields(body).Select(field => ReadField(field.Name, field.Options, size, fragments, ownFieldOnly)).ToList();
        body.RejectUnread();
        return new HighlightRequest(before.FirstOrDefault("<em>"), after.FirstOrDefault("</em>"), fields, html);
    }

    /// <summary>Fields come as one object, or as a list of objects when their order matters.</summary>
    private static IEnumerable<(string Name, RequestObject Options)> ReadFields(RequestObject body)
    {
        foreach (var (value, path) in body.ReadList("fields"))
        {
            if (value.ValueKind != JsonValueKind.Object)
            {
                throw RequestObject.Wrong(path, "an object such as {\"message\": {}}", value);
            }

            foreach (var field in value.EnumerateObject())
            {
                yield return (field.Name, new RequestObject(field.Value, $"{path}.{field.Name}"));
            }
        }
    }

    private static HighlightField ReadField(string name, RequestObject options, int size, int fragments, bool ownFieldOnly)
    {
        var field = new HighlightField(
            name,
            options.ReadCount("fragment_size", size),
            options.ReadCount("number_of_fragments", fragments),
            options.ReadBoolean("require_field_match", ownFieldOnly));
        AcceptHints(options);
        options.RejectUnread();
        return field;
    }

    /// <summary>There is one highlighter, which shows fragments in the order of the text.</summary>
    private static void AcceptHints(RequestObject options) => options.Accept(
        "type", "order", "boundary_scanner", "boundary_scanner_locale", "boundary_chars", "boundary_max_scan", "fragmenter", "phrase_limit", "max_analyzer_offset");
}

using System.Text.Json;
using System.Text.Json.Nodes;
using El4k.Store.Errors;

namespace El4k.Store.Indices;

/// <summary>The body of an update: a partial document that is merged into the one there is.</summary>
internal sealed class PartialUpdate
{
    private readonly JsonObject? _document;
    private readonly JsonObject? _upsert;
    private readonly bool _documentAsUpsert;
    private readonly bool _detectNoop = true;

    /// <summary>Parses a body.</summary>
    /// <exception cref="StoreException"><c>x_content_parse_exception</c> or <c>illegal_argument_exception</c>.</exception>
    public PartialUpdate(ReadOnlyMemory<byte> body)
    {
        JsonObject root;
        try
        {
            root = JsonNode.Parse(body.Span) as JsonObject ?? throw Bad("expected an object");
        }
        catch (JsonException exception)
        {
            throw Bad(exception.Message);
        }

        foreach (var (name, value) in root)
        {
            switch (name)
            {
                case "doc":
                    _document = value as JsonObject ?? throw Bad("[doc] is no object");
                    break;
                case "upsert":
                    _upsert = value as JsonObject ?? throw Bad("[upsert] is no object");
                    break;
                case "doc_as_upsert":
                    _documentAsUpsert = AsBoolean(name, value);
                    break;
                case "detect_noop":
                    _detectNoop = AsBoolean(name, value);
                    break;
                case "_source":
                    break;
                case "script" or "scripted_upsert":
                    throw StoreErrors.IllegalArgument($"[{name}] is not supported: send the new values as [doc]");
                default:
                    throw Bad($"[UpdateRequest] unknown field [{name}]");
            }
        }

        if (_document is null && _upsert is null)
        {
            throw new StoreException("action_request_validation_exception", 400, "Validation Failed: 1: script or doc is missing;");
        }
    }

    /// <summary>The document to write when there is none yet, or null if the update then fails.</summary>
    public byte[]? Insert() =>
        _upsert is not null ? Bytes(_upsert) : _documentAsUpsert && _document is not null ? Bytes(_document) : null;

    /// <summary>The document with the update merged in, or null if nothing would change.</summary>
    public byte[]? Apply(ReadOnlySpan<byte> source)
    {
        var target = (JsonObject)JsonNode.Parse(source)!;
        var changed = _document is not null && Merge(target, _document);
        return changed || !_detectNoop ? Bytes(target) : null;
    }

    private static bool Merge(JsonObject target, JsonObject update)
    {
        var changed = false;
        foreach (var (name, value) in update)
        {
            if (value is JsonObject inner && target[name] is JsonObject existing)
            {
                changed |= Merge(existing, inner);
            }
            else if (!target.ContainsKey(name) || !JsonNode.DeepEquals(target[name], value))
            {
                target[name] = value?.DeepClone();
                changed = true;
            }
        }

        return changed;
    }

    private static byte[] Bytes(JsonObject document) => JsonSerializer.SerializeToUtf8Bytes(document, PartialUpdateJson.Options);

    private static bool AsBoolean(string name, JsonNode? value) =>
        value is JsonValue scalar && scalar.TryGetValue<bool>(out var flag) ? flag : throw Bad($"[{name}] must be true or false");

    private static StoreException Bad(string problem) => new("x_content_parse_exception", 400, $"failed to parse the update: {problem}");
}

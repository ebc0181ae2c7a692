using System.Text.Json;
using El4k.Store.Indices;
using El4k.Store.Errors;

namespace El4k.Rest.Endpoints.Bulk;

/// <summary>Reads the NDJSON of a bulk: an action line, and for all but delete a line with the document.</summary>
/// <remarks>Documents are slices of the body; nothing is copied or parsed here beyond the action lines.</remarks>
internal static class BulkBody
{
    private const byte NewLine = (byte)'\n';

    /// <exception cref="StoreException">A malformed action line, or no newline at the end: the whole request is refused.</exception>
    public static List<BulkOperation> Parse(ReadOnlyMemory<byte> body, string? defaultIndex)
    {
        if (body.IsEmpty)
        {
            throw new StoreException("parse_exception", 400, "request body is required");
        }

        if (body.Span[^1] != NewLine)
        {
            throw new StoreException("illegal_argument_exception", 400, "The bulk request must be terminated by a newline [\\n]");
        }

        var operations = new List<BulkOperation>(Math.Max(16, body.Length / 512));
        var lines = new LineReader(body);
        // The same index follows itself for long stretches; its name is decoded once.
        var names = new NameCache();
        while (lines.TryRead(out var line))
        {
            if (line.Span.Trim(" \t\r"u8).IsEmpty)
            {
                continue;
            }

            var operation = BulkAction(line.Span, lines.Number, defaultIndex, names);
            if (operation.Action != Store.Indices.BulkAction.Delete)
            {
                if (!lines.TryRead(out var source))
                {
                    throw Malformed(lines.Number, "has no document after it");
                }

                operation = operation with { Source = source };
            }

            operations.Add(operation);
        }

        return operations.Count > 0 ? operations : throw new StoreException("action_request_validation_exception", 400, "Validation Failed: 1: no requests added;");
    }

    public static string NameOf(BulkAction action) => action switch
    {
        Store.Indices.BulkAction.Index => "index",
        Store.Indices.BulkAction.Create => "create",
        Store.Indices.BulkAction.Update => "update",
        _ => "delete",
    };

    private static BulkOperation BulkAction(ReadOnlySpan<byte> line, int number, string? defaultIndex, NameCache names)
    {
        try
        {
            var json = new Utf8JsonReader(line);
            Expect(ref json, JsonTokenType.StartObject, number);
            Expect(ref json, JsonTokenType.PropertyName, number);
            var action = json.ValueTextEquals("index"u8) ? Store.Indices.BulkAction.Index
                : json.ValueTextEquals("create"u8) ? Store.Indices.BulkAction.Create
                : json.ValueTextEquals("update"u8) ? Store.Indices.BulkAction.Update
                : json.ValueTextEquals("delete"u8) ? Store.Indices.BulkAction.Delete
                : throw Malformed(number, $"names the unknown action [{json.GetString()}]; expected index, create, update or delete");
            Expect(ref json, JsonTokenType.StartObject, number);
            return Metadata(ref json, action, number, defaultIndex, names);
        }
        catch (JsonException e)
        {
            throw Malformed(number, "is not valid JSON: " + e.Message);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException)
        {
            // A text where a number belongs, or the other way round; a client that got a 500 for it would send it for ever.
            throw Malformed(number, "has a value of the wrong type: " + e.Message);
        }
    }

    private static BulkOperation Metadata(ref Utf8JsonReader json, BulkAction action, int number, string? index, NameCache names)
    {
        string? id = null;
        long? version = null, ifSequenceNumber = null, ifPrimaryTerm = null;
        var versionType = VersionType.Internal;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("_index"u8)) { json.Read(); index = json.TokenType == JsonTokenType.Null ? index : names.Get(ref json); }
            else if (json.ValueTextEquals("_id"u8)) { json.Read(); id = json.TokenType switch { JsonTokenType.Null => null, JsonTokenType.Number => System.Text.Encoding.UTF8.GetString(json.ValueSpan), _ => json.GetString() }; }
            else if (json.ValueTextEquals("version"u8) || json.ValueTextEquals("_version"u8)) { json.Read(); version = json.GetInt64(); }
            else if (json.ValueTextEquals("version_type"u8)) { json.Read(); versionType = VersionTypeOf(json.GetString(), number); }
            else if (json.ValueTextEquals("if_seq_no"u8)) { json.Read(); ifSequenceNumber = json.GetInt64(); }
            else if (json.ValueTextEquals("if_primary_term"u8)) { json.Read(); ifPrimaryTerm = json.GetInt64(); }
            else if (IsAccepted(ref json)) { json.Read(); json.Skip(); }
            else { throw Malformed(number, $"has the unknown parameter [{json.GetString()}]"); }
        }

        if (index is null)
        {
            throw new StoreException("action_request_validation_exception", 400, $"Validation Failed: {number}: index is missing;");
        }

        return new BulkOperation
        {
            Action = action, Index = index, Id = id, Version = version, VersionType = versionType, IfSequenceNumber = ifSequenceNumber, IfPrimaryTerm = ifPrimaryTerm,
        };
    }

    // What shippers send and one node has no use for.
    private static bool IsAccepted(ref Utf8JsonReader json) =>
        json.ValueTextEquals("_type"u8) || json.ValueTextEquals("routing"u8) || json.ValueTextEquals("_routing"u8) || json.ValueTextEquals("retry_on_conflict"u8)
        || json.ValueTextEquals("_retry_on_conflict"u8) || json.ValueTextEquals("pipeline"u8) || json.ValueTextEquals("require_alias"u8) || json.ValueTextEquals("dynamic_templates"u8);

    private static VersionType VersionTypeOf(string? name, int number) => name switch
    {
        "internal" => VersionType.Internal,
        "external" or "external_gt" => VersionType.External,
        "external_gte" => VersionType.ExternalGte,
        _ => throw Malformed(number, $"has the unknown version_type [{name}]"),
    };

    private static void Expect(ref Utf8JsonReader json, JsonTokenType type, int number)
    {
        if (!json.Read() || json.TokenType != type)
        {
            throw Malformed(number, $"expected {type} but found {json.TokenType}");
        }
    }

    private static StoreException Malformed(int number, string problem) =>
        new("illegal_argument_exception", 400, $"Malformed action/metadata line [{number}], {problem}");
}

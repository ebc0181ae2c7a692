using System.Text.Json;

namespace El4k.Elasticsearch.Bulk;

/// <summary>Reads the answer to a bulk request without building a tree: only refused actions allocate.</summary>
internal static class BulkResponseParser
{
    private static readonly IReadOnlyList<BulkItemFailure> None = [];

    /// <exception cref="JsonException">The body is not the JSON of a bulk answer.</exception>
    public static BulkResponse Parse(int status, ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        List<BulkItemFailure>? failures = null;
        var count = 0;
        bool? hasErrors = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("The answer to a bulk request is not a JSON object.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isItems = reader.ValueTextEquals("items"u8);
            var isErrors = reader.ValueTextEquals("errors"u8);
            reader.Read();
            if (isErrors && reader.TokenType is JsonTokenType.True or JsonTokenType.False)
            {
                hasErrors = reader.TokenType == JsonTokenType.True;
            }

            if (isItems && hasErrors == false && body.TrimEnd(" \r\n"u8).EndsWith("]}"u8))
            {
                // No action failed and the answer is whole, so the items have nothing to say but how many they are; each has one status.
                count = body[(int)reader.TokenStartIndex..].Count("\"status\":"u8);
                break;
            }

            if (!isItems || reader.TokenType != JsonTokenType.StartArray)
            {
                reader.Skip();
                continue;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                if (ParseItem(ref reader, count) is { } failure)
                {
                    (failures ??= []).Add(failure);
                }

                count++;
            }
        }

        return new BulkResponse { Status = status, ItemCount = count, Failures = failures ?? None, HasErrors = hasErrors };
    }

    // An item is an object with the action's name as its only key: {"index":{"status":201,…}}.
    private static BulkItemFailure? ParseItem(ref Utf8JsonReader reader, int position)
    {
        var status = 0;
        string? type = null;
        string? reason = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("status"u8))
                {
                    reader.Read();
                    status = reader.GetInt32();
                }
                else if (reader.ValueTextEquals("error"u8))
                {
                    reader.Read();
                    ParseError(ref reader, out type, out reason);
                }
                else
                {
                    reader.Skip();
                }
            }
        }

        return status is >= 200 and < 300 && type is null
            ? null
            : new BulkItemFailure(position, status, type ?? "", reason ?? "");
    }

    private static void ParseError(ref Utf8JsonReader reader, out string type, out string reason)
    {
        type = "";
        reason = "";
        if (reader.TokenType == JsonTokenType.String)
        {
            reason = reader.GetString()!;
            return;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            var isReason = reader.ValueTextEquals("reason"u8);
            var isCause = reader.ValueTextEquals("caused_by"u8);
            reader.Read();
            if (isType && reader.TokenType == JsonTokenType.String)
            {
                type = reader.GetString()!;
            }
            else if (isReason && reader.TokenType == JsonTokenType.String)
            {
                // The cause, when given, comes after the reason and says what a person can mend.
                reason = reader.GetString()!;
            }
            else if (isCause)
            {
                ParseError(ref reader, out _, out var cause);
                reason = reason.Length == 0 || cause.Length == 0 ? reason + cause : $"{reason}: {cause}";
            }
            else
            {
                reader.Skip();
            }
        }
    }
}

using System.Text;
using System.Text.Json;

namespace El4k.Elasticsearch.Http;

/// <summary>Finds type and reason in the several shapes of error bodies that stores and the proxies before them send.</summary>
internal static class ErrorBody
{
    private const int TextLimit = 300;

    public static (string? Type, string Reason) Parse(int status, ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            if (JsonDocument.TryParseValue(ref reader, out var document))
            {
                using (document)
                {
                    if (document.RootElement.ValueKind == JsonValueKind.Object
                        && document.RootElement.TryGetProperty("error", out var error))
                    {
                        return FromError(error);
                    }
                }
            }
        }
        catch (JsonException)
        {
            // A proxy's page: its text is all there is to say.
        }

        var text = Encoding.UTF8.GetString(body[..Math.Min(body.Length, TextLimit)]).Trim();
        return (null, text.Length == 0 ? $"HTTP status {status} without a body" : text);
    }

    private static (string? Type, string Reason) FromError(JsonElement error)
    {
        if (error.ValueKind != JsonValueKind.Object)
        {
            return (null, error.ToString());
        }

        var type = Text(error, "type");
        var reason = Text(error, "reason");

        // "all shards failed" hides the cause in root_cause, failed_shards or caused_by.
        if (type == "search_phase_execution_exception" || reason is null)
        {
            var cause = First(error, "root_cause") ?? (First(error, "failed_shards") is { } shard && shard.TryGetProperty("reason", out var r) ? r : null);
            if (cause is { } found && Text(found, "reason") is { } better)
            {
                return (Text(found, "type") ?? type, better);
            }
        }

        if (error.TryGetProperty("caused_by", out var causedBy) && Text(causedBy, "reason") is { } deeper && deeper != reason)
        {
            reason = reason is null ? deeper : $"{reason}: {deeper}";
        }

        return (type, reason ?? error.ToString());
    }

    private static JsonElement? First(JsonElement error, string name) =>
        error.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0
            && list[0].ValueKind == JsonValueKind.Object ? list[0] : null;

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() : null;
}

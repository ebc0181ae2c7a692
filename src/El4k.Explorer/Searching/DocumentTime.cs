using System.Text.Json;

namespace El4k.Explorer.Searching;

/// <summary>Finds the time in a document's source.</summary>
internal static class DocumentTime
{
    /// <returns>Milliseconds since 1970, null when the document has no time that can be read.</returns>
    public static long? Read(JsonElement source) =>
        source.ValueKind == JsonValueKind.Object && source.TryGetProperty(SearchScope.TimeField, out var time)
            ? time.ValueKind switch
            {
                JsonValueKind.String when time.TryGetDateTimeOffset(out var instant) => instant.ToUnixTimeMilliseconds(),
                JsonValueKind.Number when time.TryGetInt64(out var millis) => millis,
                _ => null,
            }
            : null;
}

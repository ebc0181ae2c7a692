using System.Text.Json;
using El4k.Store.Errors;

namespace El4k.Rest.Http;

/// <summary>Error bodies as the real servers write them: <c>{"error":{"root_cause":[…],"type","reason",…},"status":N}</c>.</summary>
internal static class ErrorAnswer
{
    public static Task WriteAsync(RestResponse response, StoreException exception) => response.WriteAsync(exception.Status, json =>
    {
        json.WriteStartObject();
        json.WriteStartObject("error");
        json.WriteStartArray("root_cause");
        json.WriteStartObject();
        WriteFields(json, exception.Error, exception.Index);
        json.WriteEndObject();
        json.WriteEndArray();
        WriteFields(json, exception.Error, exception.Index);
        WriteCause(json, exception.Error);
        json.WriteEndObject();
        json.WriteNumber("status", exception.Status);
        json.WriteEndObject();
    });

    public static Task WriteAsync(RestResponse response, PlainErrorException exception) => response.WriteAsync(exception.Status, json =>
    {
        json.WriteStartObject();
        json.WriteString("error", exception.Message);
        json.WriteNumber("status", exception.Status);
        json.WriteEndObject();
    });

    /// <summary>Writes the value of <c>error</c> in an item of a bulk answer.</summary>
    public static void WriteItem(Utf8JsonWriter json, StoreError error, string index)
    {
        json.WriteStartObject();
        WriteFields(json, error, index);
        WriteCause(json, error);
        json.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter json, StoreError error, string? index)
    {
        json.WriteString("type", error.Type);
        json.WriteString("reason", error.Reason);
        if (index is not null)
        {
            json.WriteString("index", index);
        }
    }

    private static void WriteCause(Utf8JsonWriter json, StoreError error)
    {
        if (error.CausedBy is not { } cause)
        {
            return;
        }

        json.WriteStartObject("caused_by");
        WriteFields(json, cause, null);
        WriteCause(json, cause);
        json.WriteEndObject();
    }
}

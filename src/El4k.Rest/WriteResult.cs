using System.Text.Json;
using El4k.Store.Indices;

namespace El4k.Rest;

/// <summary>The part that bulk items and answers to single documents share: version, result, shards, sequence number.</summary>
internal static class WriteResult
{
    public static void Write(Utf8JsonWriter json, long version, DocumentResult result, long sequenceNumber)
    {
        json.WriteNumber("_version", version);
        json.WriteString("result", NameOf(result));
        json.WriteStartObject("_shards");
        json.WriteNumber("total", 1);
        json.WriteNumber("successful", 1);
        json.WriteNumber("failed", 0);
        json.WriteEndObject();
        json.WriteNumber("_seq_no", sequenceNumber);
        json.WriteNumber("_primary_term", 1);
    }

    private static string NameOf(DocumentResult result) => result switch
    {
        DocumentResult.Created => "created",
        DocumentResult.Updated => "updated",
        DocumentResult.Deleted => "deleted",
        DocumentResult.NotFound => "not_found",
        _ => "noop",
    };
}

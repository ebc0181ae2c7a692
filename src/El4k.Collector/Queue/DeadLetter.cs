using System.Text.Json;
using El4k.Collector.Events;

namespace El4k.Collector.Queue;

/// <summary>An event that a target refused for good, with the reason.</summary>
/// <param name="Time">When it was refused.</param>
/// <param name="Plugin">The id of the output that gave up.</param>
/// <param name="PluginType">The output's name, such as <c>elasticsearch</c>; null when it was not noted.</param>
/// <param name="Reason">Why, as the target said it.</param>
/// <param name="EventJson">The event as it was to be delivered.</param>
/// <param name="Metadata">Its metadata; null when there is none.</param>
/// <param name="Line">The letter as it stands in its file.</param>
public sealed record DeadLetter(Timestamp Time, string Plugin, string? PluginType, string Reason, ReadOnlyMemory<byte> EventJson, EventMap? Metadata, ReadOnlyMemory<byte> Line)
{
    /// <summary>The event, in a batch of its own or among others.</summary>
    /// <returns>False when the letter's event is not one JSON object.</returns>
    public bool TryAddTo(EventBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        int before = batch.Count;
        if (!batch.AddJson(EventJson.Span) || batch.Count != before + 1)
        {
            return false;
        }

        foreach ((string name, object? value) in Metadata ?? [])
        {
            batch[before].Metadata[name] = JsonValue.DeepClone(value);
        }

        return true;
    }

    /// <summary>Reads a line of a file.</summary>
    /// <returns>Null when it is no letter, such as the torn end of one.</returns>
    internal static DeadLetter? Parse(ReadOnlyMemory<byte> line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = JsonValue.MaxDepth });
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object
                || !Timestamp.TryParse(Text(root, "time") ?? "", out Timestamp time)
                || Text(root, "plugin") is not { } plugin
                || !root.TryGetProperty("event", out JsonElement content))
            {
                return null;
            }

            EventMap? metadata = root.TryGetProperty("metadata", out JsonElement more) && JsonValue.TryDecode(JsonSerializer.SerializeToUtf8Bytes(more), out object? decoded, out _)
                ? decoded as EventMap
                : null;
            return new DeadLetter(time, plugin, Text(root, "plugin_type"), Text(root, "reason") ?? "", System.Text.Encoding.UTF8.GetBytes(content.GetRawText()), metadata, line);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

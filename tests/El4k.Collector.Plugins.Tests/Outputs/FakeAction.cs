using System.Text.Json;

namespace El4k.Collector.Plugins.Tests.Outputs;

/// <summary>One action of a bulk body and its document.</summary>
internal sealed record FakeAction(string Name, JsonElement Meta, string Document)
{
    public string? Index => Meta.TryGetProperty("_index", out var index) ? index.GetString() : null;

    public string? Id => Meta.TryGetProperty("_id", out var id) ? id.GetString() : null;
}

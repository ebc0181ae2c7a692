using System.Text.Json.Nodes;

namespace El4k.Explorer.Fields;

/// <summary>One value, how often it occurs, and the filter that keeps its documents.</summary>
public sealed record TopValue(JsonNode? Value, string Label, long Count, double Share, string Filter);

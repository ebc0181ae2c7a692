using System.Text.Json.Nodes;

namespace El4k.Explorer.Discover;

/// <summary>One colour of the bars: a value of the field they are split by, or all others.</summary>
public sealed record HistogramSeries(JsonNode? Value, string Label, bool Other, long Count, string? Filter);

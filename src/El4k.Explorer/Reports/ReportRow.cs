using System.Text.Json.Nodes;

namespace El4k.Explorer.Reports;

/// <summary>A row of a report's table.</summary>
/// <param name="Kind">What it stands for.</param>
/// <param name="Label">Its name.</param>
/// <param name="Rank">From 1, null for Other and the total.</param>
/// <param name="Cells">Its cells by column.</param>
/// <param name="Previous">The same numbers in the previous period.</param>
/// <param name="Spark">The sorted column over time.</param>
/// <param name="Note">A remark, such as <c>new</c> or <c>gone</c>.</param>
/// <param name="Filters">The filters that keep its documents.</param>
/// <param name="Discover">The address of its documents in the app.</param>
public sealed record ReportRow(
    ReportRowKind Kind,
    string Label,
    int? Rank,
    IReadOnlyDictionary<string, JsonNode?> Cells,
    IReadOnlyDictionary<string, double?> Previous,
    IReadOnlyList<double> Spark,
    string? Note,
    IReadOnlyList<string> Filters,
    string? Discover);

namespace El4k.Explorer.Reports;

/// <summary>All reports in the order to show.</summary>
public sealed record ReportList(IReadOnlyList<ReportSummary> Reports);

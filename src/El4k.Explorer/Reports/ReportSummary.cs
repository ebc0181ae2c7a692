namespace El4k.Explorer.Reports;

/// <summary>A report as an entry of the list.</summary>
public sealed record ReportSummary(string Name, string Title, string Question);

using El4k.Explorer.Searching;

namespace El4k.Explorer.Reports;

/// <summary>Why a report has nothing to show, and where data is.</summary>
public sealed record ReportEmpty(string Message, Elsewhere Elsewhere);

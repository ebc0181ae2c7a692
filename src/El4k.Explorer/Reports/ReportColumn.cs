namespace El4k.Explorer.Reports;

/// <summary>A column of a report's table.</summary>
/// <param name="Key">The name of its cells.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Kind">How its cells are written.</param>
/// <param name="Unit">Such as <c>ms</c>, null where there is none.</param>
/// <param name="Sorted">Whether the rows are ordered by it.</param>
/// <param name="Help">How it is counted, null when the title says it.</param>
public sealed record ReportColumn(string Key, string Title, ReportColumnKind Kind, string? Unit = null, bool Sorted = false, string? Help = null);

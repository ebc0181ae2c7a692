namespace El4k.Explorer.Reports;

/// <summary>The columns that reports about groups have in common.</summary>
internal static class GroupColumns
{
    public static ReportColumn Label(string title) => new("label", title, ReportColumnKind.Text);

    /// <summary>The label, headed by the field that is grouped by.</summary>
    public static ReportColumn Group(GroupQuestion question) => Label(char.ToUpperInvariant(question.Group[0]) + question.Group[1..]);

    public static ReportColumn Runs(bool sorted = false) => new("runs", "Runs", ReportColumnKind.Count, Sorted: sorted);

    public static ReportColumn Sum(string key, string title, string field, bool sorted = false) =>
        new(key, title, ReportColumnKind.Duration, "ms", sorted, $"Sum of {field}");

    public static ReportColumn Share(string of) => new("share", "Share", ReportColumnKind.Share, Help: "Of " + of);

    public static ReportColumn Spark(string? unit, string help) => new("spark", "Over time", ReportColumnKind.Spark, unit, Help: help);

    /// <summary>The change against the period before, nothing when there is no comparison.</summary>
    public static IEnumerable<ReportColumn> Change(ReportRequest request, string of)
    {
        if (request.Before is { } before)
        {
            yield return new ReportColumn("change", "Change", ReportColumnKind.Change, Help: $"{of}, compared with: {before.Label}");
        }
    }

    public static IEnumerable<ReportColumn> Times(string field, bool sortedByP95 = false)
    {
        yield return new ReportColumn("avg", "Average", ReportColumnKind.Duration, "ms", Help: $"Mean of {field}");
        yield return new ReportColumn("p50", "p50", ReportColumnKind.Duration, "ms", Help: $"Half of the runs have a {field} of at most this");
        yield return new ReportColumn("p95", "p95", ReportColumnKind.Duration, "ms", sortedByP95, $"95 % of the runs have a {field} of at most this");
    }
}

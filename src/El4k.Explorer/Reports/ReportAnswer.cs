using El4k.Explorer.Searching;
using El4k.Explorer.Time;

namespace El4k.Explorer.Reports;

/// <summary>A report: the answer in one sentence, and the table behind it.</summary>
public sealed record ReportAnswer
{
    /// <summary>The report's name.</summary>
    public required string Name { get; init; }

    /// <summary>The report's heading.</summary>
    public required string Title { get; init; }

    /// <summary>What was asked.</summary>
    public required string Question { get; init; }

    /// <summary>One sentence.</summary>
    public required string Answer { get; init; }

    /// <summary>The time range.</summary>
    public required TimeRange Range { get; init; }

    /// <summary>The time range it is compared with, null for none.</summary>
    public required TimeRange? Compare { get; init; }

    /// <summary>The columns in the order to show.</summary>
    public IReadOnlyList<ReportColumn> Columns { get; init; } = [];

    /// <summary>The rows in the order to show.</summary>
    public IReadOnlyList<ReportRow> Rows { get; init; } = [];

    /// <summary>All documents of the report, exact.</summary>
    public ReportRow? Total { get; init; }

    /// <summary>The times of the rows' lines, in milliseconds since 1970.</summary>
    public IReadOnlyList<long> SparkAt { get; init; } = [];

    /// <summary>The distance of these times.</summary>
    public Interval? SparkInterval { get; init; }

    /// <summary>By which rule the rows were chosen, when it is not just the order.</summary>
    public string? Rule { get; init; }

    /// <summary>What a reader must know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Set when there is nothing to show.</summary>
    public ReportEmpty? Empty { get; init; }

    /// <summary>How long it took.</summary>
    public required long TookMs { get; init; }

    /// <summary>What was asked of the store.</summary>
    public required IReadOnlyList<StoreRequest> Requests { get; init; }
}

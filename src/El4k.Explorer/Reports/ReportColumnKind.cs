namespace El4k.Explorer.Reports;

/// <summary>How a column's cells are written.</summary>
public enum ReportColumnKind
{
    /// <summary>As it is.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Count,

    /// <summary>Any number.</summary>
    Number,

    /// <summary>A length of time in the column's unit.</summary>
    Duration,

    /// <summary>A part of the whole, 0 to 1.</summary>
    Share,

    /// <summary>So many times another number.</summary>
    Factor,

    /// <summary>Against the previous period, 0.5 for half as much again.</summary>
    Change,

    /// <summary>A line over time.</summary>
    Spark,
}

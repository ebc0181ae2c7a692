namespace El4k.Explorer.Reports;

/// <summary>What a row of a report stands for.</summary>
public enum ReportRowKind
{
    /// <summary>One value of the group.</summary>
    Value,

    /// <summary>All values that have no row of their own.</summary>
    Other,

    /// <summary>All values.</summary>
    Total,
}

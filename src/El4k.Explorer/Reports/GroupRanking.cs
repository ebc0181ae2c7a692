namespace El4k.Explorer.Reports;

/// <summary>By what the groups of a report are ordered.</summary>
internal enum GroupRanking
{
    /// <summary>How many documents they have.</summary>
    Runs,

    /// <summary>The sum of the measure.</summary>
    Sum,

    /// <summary>The 95th percentile of the measure.</summary>
    P95,
}

namespace El4k.Explorer.Reports;

/// <summary>One group in both periods.</summary>
/// <param name="Label">The group's value.</param>
/// <param name="Filter">The filter that keeps its documents.</param>
/// <param name="Now">The period asked for.</param>
/// <param name="Before">The one before, null without comparison.</param>
/// <param name="Spark">The ranking number over time.</param>
/// <param name="Mix">The costliest value of the second field and its part of the sum.</param>
internal sealed record GroupResult(
    string Label, string Filter, GroupNumbers Now, GroupNumbers? Before, IReadOnlyList<double> Spark, (string Label, double Share)? Mix);

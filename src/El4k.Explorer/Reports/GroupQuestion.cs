namespace El4k.Explorer.Reports;

/// <summary>What <see cref="GroupComparison"/> is to find.</summary>
/// <param name="Group">The field to group by.</param>
/// <param name="Filters">Which documents count, filters in their short form.</param>
/// <param name="Measure">The field to sum and take percentiles of, null to count only.</param>
/// <param name="Ranking">The order of the groups.</param>
/// <param name="Mix">A second field, of which the costliest value in each group is wanted; null for none.</param>
internal sealed record GroupQuestion(string Group, IReadOnlyList<string> Filters, string? Measure, GroupRanking Ranking, string? Mix = null);

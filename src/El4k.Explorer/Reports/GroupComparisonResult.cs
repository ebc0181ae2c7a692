using El4k.Explorer.Time;

namespace El4k.Explorer.Reports;

/// <summary>The groups at the top of either period, and the whole of both.</summary>
/// <param name="Groups">Ordered by the period asked for.</param>
/// <param name="Total">All groups.</param>
/// <param name="TotalBefore">All groups in the period before, null without comparison.</param>
/// <param name="Distinct">How many groups there are.</param>
/// <param name="Interval">The distance of the points of the groups' lines.</param>
/// <param name="SparkAt">Their times.</param>
internal sealed record GroupComparisonResult(
    IReadOnlyList<GroupResult> Groups, GroupNumbers Total, GroupNumbers? TotalBefore, long Distinct, Interval Interval, IReadOnlyList<long> SparkAt);

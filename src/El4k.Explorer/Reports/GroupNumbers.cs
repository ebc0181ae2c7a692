using System.Text.Json;
using El4k.Explorer.Searching;

namespace El4k.Explorer.Reports;

/// <summary>The numbers of one group in one period.</summary>
internal sealed record GroupNumbers(long Runs, double Sum, double? Average, double? P50, double? P95)
{
    public static GroupNumbers None { get; } = new(0, 0, null, null, null);

    /// <param name="element">A bucket, or an answer as a whole.</param>
    /// <param name="runs">How many documents it has.</param>
    public static GroupNumbers Read(JsonElement element, long runs) => new(
        runs, element.Value("sum") ?? 0, element.Value("avg"), element.Percentile("percentiles", "50.0"), element.Percentile("percentiles", "95.0"));

    public double By(GroupRanking ranking) => ranking switch
    {
        GroupRanking.Runs => Runs,
        GroupRanking.Sum => Sum,
        _ => P95 ?? 0,
    };
}

namespace El4k.Explorer.Tests.RealStore;

/// <summary>The runs, without logs, of the periods that tests ask for.</summary>
internal static class RunsOf
{
    public static IEnumerable<Run> Week => Between(7, 0);

    public static IEnumerable<Run> WeekBefore => Between(14, 7);

    private static IEnumerable<Run> Between(int from, int to) =>
        Traffic.Runs.Where(run => run.Duration is not null && run.Time >= Some.Now.AddDays(-from) && run.Time < Some.Now.AddDays(-to));
}

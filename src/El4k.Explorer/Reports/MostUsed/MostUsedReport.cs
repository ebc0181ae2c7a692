using El4k.Explorer.Filters;
using El4k.Explorer.Time;

namespace El4k.Explorer.Reports.MostUsed;

/// <summary>Which reports are run most.</summary>
internal sealed class MostUsedReport : GroupReport
{
    private static readonly int SentenceTop = 5;

    public override string Name => "most-used";

    public override string Title => "Most used reports";

    public override string Question => "Which reports are used most?";

    protected override string Needed => "a field report or route";

    protected override string NeededFilter => FieldFilter.Exists(RunFields.Report);

    protected override IReadOnlyList<string> Groups => [RunFields.Report, RunFields.Route];

    protected override GroupQuestion? Ask(RunFields fields) => fields.Group(RunFields.Report, RunFields.Route) is { } group
        ? new GroupQuestion(group, fields.RunsOf(group), fields.Has(group, RunFields.Duration) ? RunFields.Duration : null, GroupRanking.Runs)
        : null;

    protected override IEnumerable<ReportColumn> Columns(ReportRequest request, GroupQuestion question) =>
    [
        GroupColumns.Group(question),
        GroupColumns.Runs(sorted: true),
        GroupColumns.Share("all runs"),
        .. GroupColumns.Change(request, "Runs"),
        .. question.Measure is { } measure ? GroupColumns.Times(measure) : [],
        GroupColumns.Spark(null, "Runs"),
    ];

    protected override string Sentence(GroupQuestion question, GroupComparisonResult result)
    {
        var change = ReportText.AndChange(result.TotalBefore is { } before ? Change.Of(result.Total.Runs, before.Runs) : null);
        var runs = ReportText.Count(result.Total.Runs);
        var first = result.Groups[0];
        if (result.Distinct == 1)
        {
            return $"{first.Label} is the only {question.Group}: {runs} runs{change}.";
        }

        var groups = $"{ReportText.Count(result.Distinct)} {question.Group}s";
        if (result.Distinct <= SentenceTop)
        {
            return $"{first.Label} is used most: {ReportText.Share(first.Now.Runs, result.Total.Runs)} of {runs} runs of {groups}{change}.";
        }

        var shown = result.Groups.Where(one => one.Now.Runs > 0).Take(SentenceTop).ToList();
        return $"Top {shown.Count} of {groups} make {ReportText.Share(shown.Sum(one => one.Now.Runs), result.Total.Runs)} of {runs} runs{change}.";
    }

    protected override IEnumerable<string> Notes(GroupQuestion question, GroupComparisonResult result) => question.Group == RunFields.Report
        ? []
        : ["No run has a field report in this time range, so runs are counted by route."];
}

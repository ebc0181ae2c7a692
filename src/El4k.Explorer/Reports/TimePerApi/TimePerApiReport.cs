using El4k.Explorer.Filters;
using El4k.Explorer.Time;

namespace El4k.Explorer.Reports.TimePerApi;

/// <summary>How long runs take, by route.</summary>
internal sealed class TimePerApiReport : GroupReport
{
    public override string Name => "time-per-api";

    public override string Title => "Time per API";

    public override string Question => "How long does a report take per API?";

    protected override string Needed => "the fields route or report and duration";

    protected override string NeededFilter => FieldFilter.Exists(RunFields.Duration);

    protected override IReadOnlyList<string> Groups => [RunFields.Route, RunFields.Report];

    protected override GroupQuestion? Ask(RunFields fields) =>
        fields.Group(RunFields.Route, RunFields.Report) is { } group && fields.Has(group, RunFields.Duration)
            ? new GroupQuestion(group, fields.RunsOf(group), RunFields.Duration, GroupRanking.P95)
            : null;

    protected override IEnumerable<ReportColumn> Columns(ReportRequest request, GroupQuestion question) =>
    [
        GroupColumns.Group(question),
        .. GroupColumns.Times(RunFields.Duration, sortedByP95: true),
        .. GroupColumns.Change(request, "p95"),
        GroupColumns.Runs(),
        GroupColumns.Sum(SumKey, "Total time", RunFields.Duration),
        GroupColumns.Share("the total time"),
        GroupColumns.Spark("ms", "Average duration"),
    ];

    protected override string Sentence(GroupQuestion question, GroupComparisonResult result)
    {
        var first = result.Groups[0];
        var slowest = $"{first.Label} is slowest: 95 % of its runs end within {Time(first.Now.P95)}, half within {Time(first.Now.P50)}";
        var changed = result.Groups
            .Where(one => one.Now.P95 is not null && one.Before?.P95 is not null)
            .Select(one => (one.Label, Change: Change.Of(one.Now.P95!.Value, one.Before!.P95!.Value)))
            .Where(one => one.Change is not null)
            .OrderByDescending(one => Math.Abs(one.Change!.Value))
            .FirstOrDefault();
        return changed.Label is null
            ? $"{slowest}; over all {question.Group}s p95 is {Time(result.Total.P95)}."
            : $"{slowest}; {(changed.Label == first.Label ? "it" : changed.Label)} changed most: p95 {ReportText.Change(changed.Change)}.";
    }

    protected override IEnumerable<string> Notes(GroupQuestion question, GroupComparisonResult result)
    {
        if (question.Group != RunFields.Route)
        {
            yield return "No run has a field route in this time range, so times are shown by report.";
        }

        if (result.Distinct > GroupComparison.MaxOrderedHere)
        {
            yield return $"Only the {GroupComparison.MaxOrderedHere:N0} most used of {result.Distinct:N0} {question.Group}s were ranked.";
        }
    }

    private static string Time(double? ms) => ReportText.Duration(ms ?? 0);
}

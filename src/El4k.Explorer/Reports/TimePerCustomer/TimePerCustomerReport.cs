using El4k.Explorer.Filters;

namespace El4k.Explorer.Reports.TimePerCustomer;

/// <summary>How long runs take, by customer, with what explains it.</summary>
internal sealed class TimePerCustomerReport : GroupReport
{
    public override string Name => "time-per-customer";

    public override string Title => "Time per customer";

    public override string Question => "How long does a report take per customer?";

    protected override string Needed => "the fields customer and duration";

    protected override string NeededFilter => FieldFilter.Exists(RunFields.Customer);

    protected override IReadOnlyList<string> Groups => [RunFields.Customer, RunFields.Report, RunFields.Route];

    protected override GroupQuestion? Ask(RunFields fields) => fields.Has(RunFields.Customer, RunFields.Duration)
        ? new GroupQuestion(
            RunFields.Customer, fields.RunsOf(RunFields.Customer), RunFields.Duration, GroupRanking.Sum, Mix: fields.Group(RunFields.Report, RunFields.Route))
        : null;

    protected override IEnumerable<ReportColumn> Columns(ReportRequest request, GroupQuestion question) =>
    [
        GroupColumns.Group(question),
        GroupColumns.Sum(SumKey, "Total time", RunFields.Duration, sorted: true),
        GroupColumns.Share("the total time"),
        .. GroupColumns.Change(request, "Total time"),
        GroupColumns.Runs(),
        .. GroupColumns.Times(RunFields.Duration),
        GroupColumns.Spark("ms", "Sum of duration"),
    ];

    protected override string Sentence(GroupQuestion question, GroupComparisonResult result)
    {
        var first = result.Groups[0];
        if (result.Total.Sum == 0)
        {
            return "No run took any time.";
        }

        var share = ReportText.Share(first.Now.Sum, result.Total.Sum);
        var average = $"on average {ReportText.Duration(first.Now.Average ?? 0)} a run, over all customers {ReportText.Duration(result.Total.Average ?? 0)}";
        return $"{first.Label} waited {ReportText.Duration(first.Now.Sum)}, {share} of all report time: {average}.";
    }

    protected override IEnumerable<string> Notes(GroupQuestion question, GroupComparisonResult result) => [];
}

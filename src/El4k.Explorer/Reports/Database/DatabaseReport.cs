using El4k.Explorer.Filters;

namespace El4k.Explorer.Reports.Database;

/// <summary>Which customer keeps the database busiest.</summary>
internal sealed class DatabaseReport : GroupReport
{
    public override string Name => "database";

    public override string Title => "Database time by customer";

    public override string Question => "Which customer uses the database most?";

    protected override string Needed => "the fields customer and db_ms or duration";

    protected override string NeededFilter => FieldFilter.Exists(RunFields.Customer);

    protected override string SumKey => "db";

    protected override IReadOnlyList<string> Groups => [RunFields.Customer];

    protected override IReadOnlyList<string> Measures => [RunFields.DatabaseTime, RunFields.Duration];

    protected override GroupQuestion? Ask(RunFields fields)
    {
        var measure = fields.Has(RunFields.Customer, RunFields.DatabaseTime) ? RunFields.DatabaseTime : RunFields.Duration;
        return fields.Has(RunFields.Customer, measure)
            ? new GroupQuestion(RunFields.Customer, [FieldFilter.Exists(RunFields.Customer), FieldFilter.Exists(measure)], measure, GroupRanking.Sum)
            : null;
    }

    protected override IEnumerable<ReportColumn> Columns(ReportRequest request, GroupQuestion question)
    {
        var title = IsDatabase(question) ? "Database time" : "Run time";
        return
        [
            GroupColumns.Group(question),
            GroupColumns.Sum(SumKey, title, question.Measure!, sorted: true),
            GroupColumns.Share("all " + TimeOf(question)),
            .. GroupColumns.Change(request, title),
            GroupColumns.Runs(),
            .. GroupColumns.Times(question.Measure!),
            GroupColumns.Spark("ms", $"Sum of {question.Measure}"),
        ];
    }

    protected override string Sentence(GroupQuestion question, GroupComparisonResult result)
    {
        var first = result.Groups[0];
        var whole = result.Total.Sum;
        if (whole == 0)
        {
            return $"No customer used any {TimeOf(question)}.";
        }

        var next = result.Groups.Count > 1 && result.Groups[1].Now.Sum > 0
            ? $"; next {result.Groups[1].Label} {ReportText.Share(result.Groups[1].Now.Sum, whole)}" : "";
        return $"{first.Label} used {ReportText.Share(first.Now.Sum, whole)} of all {TimeOf(question)} ({ReportText.Duration(first.Now.Sum)}){next}.";
    }

    protected override IEnumerable<string> Notes(GroupQuestion question, GroupComparisonResult result) => IsDatabase(question)
        ? []
        : ["No document has a field db_ms in this time range, so the whole duration is counted."];

    private static bool IsDatabase(GroupQuestion question) => question.Measure == RunFields.DatabaseTime;

    private static string TimeOf(GroupQuestion question) => IsDatabase(question) ? "database time" : "run time";
}

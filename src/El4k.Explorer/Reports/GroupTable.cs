using System.Text.Json.Nodes;
using El4k.Explorer.Time;

namespace El4k.Explorer.Reports;

/// <summary>Makes the rows of a report from ranked groups: values, Other, total.</summary>
/// <param name="request">Gives the addresses of documents.</param>
/// <param name="question">What was ranked.</param>
/// <param name="result">The ranking.</param>
/// <param name="sumKey">The column of the measure's sum.</param>
internal sealed class GroupTable(ReportRequest request, GroupQuestion question, GroupComparisonResult result, string sumKey)
{
    private string RankingKey => question.Ranking switch
    {
        GroupRanking.Runs => "runs",
        GroupRanking.Sum => sumKey,
        _ => "p95",
    };

    // A percentile has no whole that a part of it could be of, so there the share is that of the sum.
    private GroupRanking ShareOf => question.Ranking == GroupRanking.P95 ? GroupRanking.Sum : question.Ranking;

    public IReadOnlyList<ReportRow> Rows()
    {
        var rows = result.Groups.Select(ToRow).ToList();
        if (Other() is { } other)
        {
            rows.Add(other);
        }

        return rows;
    }

    public ReportRow Total(string label) => new(
        ReportRowKind.Total, label, null, Cells(result.Total, result.TotalBefore), Previous(result.TotalBefore), [], null, [], request.Discover(question.Filters));

    private ReportRow ToRow(GroupResult group, int index)
    {
        var gone = group.Now.Runs == 0;
        var isNew = group.Before is { Runs: 0 } && result.TotalBefore is { Runs: > 0 };
        var notes = new List<string>();
        if (group.Mix is { } mix)
        {
            notes.Add($"mostly {mix.Label} ({ReportText.Percent(mix.Share)})");
        }

        if (gone || isNew)
        {
            notes.Add(gone ? "gone" : "new");
        }

        // Of a group that is gone there are documents only in the period before.
        return new ReportRow(
            ReportRowKind.Value, group.Label, index + 1, Cells(group.Now, group.Before), Previous(group.Before), group.Spark,
            notes.Count == 0 ? null : string.Join(", ", notes), [group.Filter],
            request.Discover([group.Filter, .. question.Filters], gone ? request.Before : null));
    }

    private ReportRow? Other()
    {
        var now = Rest(result.Total, result.Groups.Select(group => group.Now));
        if (now.Runs == 0)
        {
            return null;
        }

        var before = result.TotalBefore is { } total ? Rest(total, result.Groups.Select(group => group.Before!)) : null;
        return new ReportRow(ReportRowKind.Other, "Other", null, Cells(now, before), Previous(before), [], null, [], null);
    }

    private static GroupNumbers Rest(GroupNumbers total, IEnumerable<GroupNumbers> shown)
    {
        var runs = total.Runs;
        var sum = total.Sum;
        foreach (var one in shown)
        {
            runs -= one.Runs;
            sum -= one.Sum;
        }

        return new GroupNumbers(Math.Max(0, runs), Math.Max(0, sum), runs > 0 ? Math.Max(0, sum) / runs : null, null, null);
    }

    private Dictionary<string, JsonNode?> Cells(GroupNumbers now, GroupNumbers? before)
    {
        var whole = result.Total.By(ShareOf);
        var cells = new Dictionary<string, JsonNode?>
        {
            ["runs"] = now.Runs,
            ["share"] = whole == 0 ? null : Math.Round(now.By(ShareOf) / whole, 6),
            ["change"] = before is null || (question.Ranking == GroupRanking.P95 && (now.P95 is null || before.P95 is null))
                ? null : Change.Of(now.By(question.Ranking), before.By(question.Ranking)),
        };
        if (question.Measure is not null)
        {
            cells[sumKey] = now.Sum;
            cells["avg"] = Round(now.Average);
            cells["p50"] = Round(now.P50);
            cells["p95"] = Round(now.P95);
        }

        return cells;
    }

    private Dictionary<string, double?> Previous(GroupNumbers? before) => before is null
        ? []
        : new Dictionary<string, double?> { ["runs"] = before.Runs, [RankingKey] = Round(before.By(question.Ranking)) };

    private static double? Round(double? number) => number is { } value ? Math.Round(value, 3) : null;
}

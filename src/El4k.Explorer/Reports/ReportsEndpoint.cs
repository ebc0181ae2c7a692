using El4k.Explorer.Endpoints;

namespace El4k.Explorer.Reports;

/// <summary>Answers <c>/api/reports</c>.</summary>
internal sealed class ReportsEndpoint(IReadOnlyList<IReport> reports) : IExplorerEndpoint
{
    public string Route => "/reports";

    public Task<object> AnswerAsync(ExplorerRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<object>(new ReportList([.. reports.Select(report => new ReportSummary(report.Name, report.Title, report.Question))]));
}

using El4k.Explorer.Endpoints;
using El4k.Explorer.Errors;

namespace El4k.Explorer.Reports;

/// <summary>Answers <c>/api/reports/{name}</c>.</summary>
internal sealed class ReportEndpoint(IReadOnlyList<IReport> reports) : IExplorerEndpoint
{
    public string Route => "/reports/{name}";

    public async Task<object> AnswerAsync(ExplorerRequest request, CancellationToken cancellationToken)
    {
        var name = request.RouteValue("name");
        var report = reports.FirstOrDefault(one => one.Name == name)
            ?? throw new NotFoundException($"There is no report “{name}”. There are {string.Join(", ", reports.Select(one => one.Name))}.");
        return await report.AnswerAsync(await ReportRequest.ReadAsync(request, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }
}

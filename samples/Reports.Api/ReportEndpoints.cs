using El4k.Client.AspNetCore;

namespace Reports.Api;

/// <summary>The routes of the reports.</summary>
internal static partial class ReportEndpoints
{
    private const int SlowMs = 1500;

    /// <summary>Maps one route per report of the catalog.</summary>
    public static void MapReports(this WebApplication app)
    {
        foreach (var report in app.Services.GetRequiredService<ReportCatalog>().Reports)
        {
            app.MapGet(report.Route, (HttpRequest request, El4kMetrics apm, SimulatedDatabase database, ILogger<Report> log, CancellationToken stop) =>
                RunAsync(report, request, apm, database, log, stop));
        }
    }

    private static async Task<IResult> RunAsync(
        Report report, HttpRequest request, El4kMetrics apm, SimulatedDatabase database, ILogger log, CancellationToken stop)
    {
        apm.Set("report", report.Name);
        var customer = Caller.Customer(request);
        if (customer is null)
        {
            return Results.BadRequest(new { error = $"Say for whom: header {Caller.CustomerHeader} or ?customer=NAME." });
        }

        var (inDatabase, rest, fails) = database.Plan(report, customer);
        try
        {
            for (var query = 1; query <= report.Queries; query++)
            {
                using var timed = apm.Time("db");
                await database.QueryAsync(inDatabase / report.Queries, fails && query == report.Queries, stop);
            }
        }
        catch (TimeoutException exception)
        {
            Failed(log, exception, report.Name, customer);
            throw;
        }

        await Task.Delay(rest, stop);
        var took = (long)(inDatabase + rest).TotalMilliseconds;
        if (took > SlowMs)
        {
            Slow(log, report.Name, customer, took);
        }

        return Results.Ok(new { report = report.Name, customer, rows = took * 3 });
    }

    [LoggerMessage(1, LogLevel.Error, "Report {Report} failed for {Customer}")]
    private static partial void Failed(ILogger log, Exception exception, string report, string customer);

    [LoggerMessage(2, LogLevel.Warning, "Report {Report} took {Milliseconds} ms for {Customer}")]
    private static partial void Slow(ILogger log, string report, string customer, long milliseconds);
}

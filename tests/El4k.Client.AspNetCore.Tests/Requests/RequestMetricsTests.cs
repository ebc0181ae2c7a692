using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace El4k.Client.AspNetCore.Tests.Requests;

public sealed class RequestMetricsTests
{
    [Fact]
    public async Task A_request_is_one_metric_with_its_route_its_caller_and_what_the_endpoint_added()
    {
        await using var app = await TestApplication.StartAsync(
            routes => routes.MapGet("/reports/{id:int}", async (int id, El4kMetrics apm) =>
            {
                apm.Set("report", "sales");
                apm.Set("rows", 3L);
                for (var call = 0; call < 2; call++)
                {
                    using var db = apm.Time("db");
                    await Task.Delay(5);
                }

                return id;
            }),
            metrics =>
            {
                metrics.User = context => context.Request.Headers["X-User"];
                metrics.Customer = _ => "acme";
                metrics.Report = _ => "from the resolver";
            });
        var metric = await app.MetricOfAsync("/reports/17?secret=1", request => request.Headers.Add("X-User", "u1"));

        Assert.Equal(
            ("/reports/{id:int}", "sales", "acme", "u1", "GET"),
            (Text(metric, "route"), Text(metric, "report"), Text(metric, "customer"), Text(metric, "user"), Text(metric, "method")));
        Assert.Equal((200, false, 3, 2), (Number(metric, "status"), metric.GetProperty("failed").GetBoolean(), Number(metric, "rows"), Number(metric, "db_calls")));
        Assert.InRange(Number(metric, "db_ms"), 8, Number(metric, "duration"));
        Assert.Equal(("my.reports", "Testing"), (Text(metric, "service"), Text(metric, "env")));
        Assert.DoesNotContain("secret", metric.GetRawText(), StringComparison.Ordinal);
        Assert.All(["path", "host", "port"], name => Assert.False(metric.TryGetProperty(name, out _)));
    }

    [Fact]
    public async Task A_request_that_no_route_matched_is_none()
    {
        await using var app = await TestApplication.StartAsync(_ => { });
        var metric = await app.MetricOfAsync("/nowhere/17");
        Assert.Equal(("(none)", 404, false), (Text(metric, "route"), Number(metric, "status"), metric.GetProperty("failed").GetBoolean()));
    }

    [Fact]
    public async Task An_exception_is_a_failed_request_of_status_500_and_reaches_the_server()
    {
        await using var app = await TestApplication.StartAsync(routes => routes.MapGet("/fails", string () => throw new InvalidOperationException("mine")));
        var metric = await app.MetricOfAsync("/fails");
        Assert.Equal(("/fails", 500, true), (Text(metric, "route"), Number(metric, "status"), metric.GetProperty("failed").GetBoolean()));
        var reached = await Assert.ThrowsAsync<InvalidOperationException>(() => app.Http.GetAsync(new Uri("/fails", UriKind.Relative)));
        Assert.Equal("mine", reached.Message);
    }

    [Fact]
    public async Task Behind_an_error_page_the_route_is_the_one_that_failed()
    {
        await using var app = await TestApplication.StartAsync(routes =>
        {
            routes.UseExceptionHandler("/error");
            routes.MapGet("/error", () => Results.Problem());
            routes.MapGet("/fails/{id}", string (string id) => throw new InvalidOperationException(id));
        });
        var metric = await app.MetricOfAsync("/fails/1");
        Assert.Equal(("/fails/{id}", 500, true), (Text(metric, "route"), Number(metric, "status"), metric.GetProperty("failed").GetBoolean()));
    }

    [Fact]
    public async Task A_caller_that_goes_away_is_status_499_and_no_failure()
    {
        using var leaving = new CancellationTokenSource();
        var entered = new TaskCompletionSource();
        await using var app = await TestApplication.StartAsync(routes => routes.MapGet("/slow", async (CancellationToken aborted) =>
        {
            entered.SetResult();
            await Task.Delay(Timeout.Infinite, aborted);
        }));
        var call = app.Http.GetAsync(new Uri("/slow", UriKind.Relative), leaving.Token);
        await entered.Task;
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await app.Collector.HasMetricsAsync(1);
        Assert.Equal((499, false), (Number(app.Collector.Metrics[0], "status"), app.Collector.Metrics[0].GetProperty("failed").GetBoolean()));
    }

    [Fact]
    public async Task A_resolver_that_throws_costs_its_field_and_is_counted()
    {
        await using var app = await TestApplication.StartAsync(
            routes => routes.MapGet("/", () => "ok"),
            metrics =>
            {
                metrics.User = _ => throw new InvalidOperationException();
                metrics.Customer = _ => "acme";
            });
        var metric = await app.MetricOfAsync("/");
        Assert.Equal(("acme", 200), (Text(metric, "customer"), Number(metric, "status")));
        Assert.False(metric.TryGetProperty("user", out _));
        Assert.Equal(1, app.Services.GetRequiredService<El4kClient>().Statistics.SerialiseErrors);
    }

    [Fact]
    public async Task Requests_the_filter_refuses_are_not_measured()
    {
        await using var app = await TestApplication.StartAsync(
            routes => routes.MapGet("/{page}", (string page) => page), metrics => metrics.Filter = context => context.Request.Path != "/health");
        using (await app.Http.GetAsync(new Uri("/health", UriKind.Relative)))
        {
        }

        await app.MetricOfAsync("/other");
        Assert.Single(app.Collector.Metrics);
    }

    [Fact]
    public async Task Code_without_injection_finds_the_requests_metrics_and_requests_do_not_mix()
    {
        await using var app = await TestApplication.StartAsync(routes => routes.MapGet("/{name}", async (string name) =>
        {
            await Task.Yield();
            El4kMetrics.Current!.Set("name", name);
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => El4kMetrics.Current!.Add("db", TimeSpan.FromMilliseconds(10)))));
        }));
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => app.Http.GetAsync(new Uri($"/n{i}", UriKind.Relative))));
        await app.Collector.HasMetricsAsync(40);
        Assert.Equal(40, app.Collector.Metrics.Select(metric => Text(metric, "name")).Distinct().Count());
        Assert.All(app.Collector.Metrics, metric => Assert.Equal((80, 8), (Number(metric, "db_ms"), Number(metric, "db_calls"))));
        Assert.Null(El4kMetrics.Current);
    }

    [Fact]
    public async Task Registering_twice_measures_once()
    {
        await using var app = await TestApplication.StartAsync(
            routes => routes.MapGet("/", () => "ok"), configure: builder => builder.AddEl4k().Services.AddEl4kRequestMetrics().AddEl4kRequestMetrics());
        await app.MetricOfAsync("/");
        Assert.True(await app.Services.GetRequiredService<El4kClient>().FlushAsync());
        Assert.Single(app.Collector.Metrics);
    }

    private static string? Text(JsonElement metric, string name) => metric.GetProperty(name).GetString();

    private static long Number(JsonElement metric, string name) => metric.GetProperty(name).GetInt64();
}

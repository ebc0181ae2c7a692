using System.Text.Json;
using El4k.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Logging;

namespace El4k.Client.AspNetCore.Tests;

/// <summary>An application in memory that sends its telemetry to a stub over real sockets.</summary>
internal sealed class TestApplication : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestApplication(WebApplication app, CollectorStub collector)
    {
        _app = app;
        Collector = collector;
        Http = app.GetTestClient();
    }

    public CollectorStub Collector { get; }

    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<TestApplication> StartAsync(
        Action<WebApplication> map, Action<El4kRequestMetricsOptions>? metrics = null, Action<WebApplicationBuilder>? configure = null)
    {
        var collector = new CollectorStub();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Testing", ApplicationName = "My.Reports" });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.AddEl4k(options =>
        {
            options.TcpPort = collector.TcpPort;
            options.UdpPort = collector.UdpPort;
        });
        builder.Services.AddEl4kRequestMetrics(metrics);
        configure?.Invoke(builder);
        var app = builder.Build();
        map(app);
        await app.StartAsync();
        return new TestApplication(app, collector);
    }

    /// <summary>Calls a path and gives the metric of that request.</summary>
    public async Task<JsonElement> MetricOfAsync(string path, Action<HttpRequestMessage>? prepare = null)
    {
        var before = Requests().Count;
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        prepare?.Invoke(request);
        try
        {
            using var response = await Http.SendAsync(request);
        }
        catch (Exception e) when (e is InvalidOperationException or OperationCanceledException)
        {
            // The test server hands the application's own exception to the caller.
        }

        await Eventually.HoldsAsync(() => Requests().Count > before, () => $"the metric of {path}");
        return Requests()[before];
    }

    /// <summary>Waits for the log record with this message.</summary>
    public async Task<JsonElement> LogAsync(string message)
    {
        JsonElement? found = null;
        await Eventually.HoldsAsync(
            () =>
            {
                found = Collector.Lines.Select(line => (JsonElement?)JsonDocument.Parse(line).RootElement)
                    .FirstOrDefault(record => record!.Value.GetProperty("message").GetString() == message);
                return found is not null;
            },
            () => $"a log \"{message}\", have {string.Join('\n', Collector.Lines)}");
        return found!.Value;
    }

    /// <summary>Stops the application and disposes what it is made of, as a host does at its end; the stub goes on listening.</summary>
    public async Task StopAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        Collector.Dispose();
    }

    private List<JsonElement> Requests() =>
        [.. Collector.Metrics.Where(metric => metric.GetProperty("kind").GetString() == "request")];
}

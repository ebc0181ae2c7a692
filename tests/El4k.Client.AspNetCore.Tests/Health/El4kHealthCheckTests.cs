using El4k.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace El4k.Client.AspNetCore.Tests.Health;

public sealed class El4kHealthCheckTests
{
    [Fact]
    public async Task Telemetry_that_gets_through_is_healthy_and_a_collector_that_is_away_only_degrades()
    {
        await using var app = await TestApplication.StartAsync(_ => { }, configure: builder => builder.Services.AddHealthChecks().AddEl4k());
        var client = app.Services.GetRequiredService<El4kClient>();
        await client.FlushAsync();
        Assert.Equal(HealthStatus.Healthy, await StatusAsync(app));

        app.Collector.StopTcp();
        await Eventually.HoldsAsync(
            () =>
            {
                client.Log(MonologLevel.Info, "c", "m");
                return client.IsCollectorAway;
            },
            () => "the client to notice");
        Assert.Equal(HealthStatus.Degraded, await StatusAsync(app));
    }

    [Fact]
    public async Task A_loss_degrades_for_a_while()
    {
        await using var app = await TestApplication.StartAsync(_ => { }, configure: builder => builder.Services.AddHealthChecks().AddEl4k());
        var client = app.Services.GetRequiredService<El4kClient>();
        Assert.Equal(HealthStatus.Healthy, await StatusAsync(app));
        for (var i = 0; i < 100_000 && client.Statistics.DroppedFull == 0; i++)
        {
            client.Metric("m", ("number", i), ("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 5), ("f", 6), ("g", 7));
        }

        Assert.NotEqual(0, client.Statistics.DroppedFull);
        Assert.Equal(HealthStatus.Degraded, await StatusAsync(app));
        Assert.Equal(HealthStatus.Degraded, await StatusAsync(app));
    }

    private static async Task<HealthStatus> StatusAsync(TestApplication app) =>
        (await app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Status;
}

using El4k.Client.AspNetCore.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace El4k.Client.AspNetCore;

/// <summary>Registers the health check.</summary>
public static class El4kHealthChecksBuilderExtensions
{
    /// <summary>Adds a check that tells whether telemetry gets through.</summary>
    /// <param name="checks">The application's health checks.</param>
    /// <param name="name">The check's name.</param>
    /// <param name="failureStatus">What it reports at worst. Degraded unless told otherwise: telemetry must not take a service out of its load balancer.</param>
    /// <returns>The same health checks.</returns>
    public static IHealthChecksBuilder AddEl4k(
        this IHealthChecksBuilder checks, string name = "el4k", HealthStatus failureStatus = HealthStatus.Degraded)
    {
        ArgumentNullException.ThrowIfNull(checks);
        checks.Services.AddEl4k();
        checks.Services.TryAddSingleton<El4kHealthCheck>();
        return checks.Add(new HealthCheckRegistration(
            name, provider => provider.GetRequiredService<El4kHealthCheck>(), failureStatus, tags: null));
    }
}

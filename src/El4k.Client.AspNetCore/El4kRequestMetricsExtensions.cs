using El4k.Client.AspNetCore.Requests;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace El4k.Client.AspNetCore;

/// <summary>Registers the measuring of requests.</summary>
public static class El4kRequestMetricsExtensions
{
    /// <summary>Sends one metric of kind <c>request</c> for each request; no <c>UseX()</c> line is needed.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Says how user, customer and report are found.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddEl4kRequestMetrics(
        this IServiceCollection services, Action<El4kRequestMetricsOptions>? configure = null)
    {
        services.AddEl4k();
        if (configure is not null)
        {
            services.Configure(configure);
        }

        // In front of everybody else's filters: what they do is part of the request's duration, and their exceptions are seen.
        if (!services.Any(service => service.ImplementationType == typeof(RequestMetricsStartupFilter)))
        {
            services.Insert(0, ServiceDescriptor.Transient<IStartupFilter, RequestMetricsStartupFilter>());
        }

        return services;
    }
}

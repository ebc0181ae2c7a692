using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace El4k.Client.AspNetCore;

/// <summary>Registers the client with a host. Calling a method twice does no harm.</summary>
public static class El4kServiceCollectionExtensions
{
    /// <summary>Adds the client, its logger and <see cref="El4kMetrics"/>, configured from section <c>El4k</c>, then by code, then by environment variables.</summary>
    /// <param name="builder">The application that sends.</param>
    /// <param name="configure">Sets options; runs after the configuration section was read.</param>
    /// <returns>The same builder.</returns>
    public static IHostApplicationBuilder AddEl4k(this IHostApplicationBuilder builder, Action<El4kClientOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddEl4k(configure);
        return builder;
    }

    /// <summary>Adds the client under a service's name; see <see cref="AddEl4k(IHostApplicationBuilder, Action{El4kClientOptions}?)"/>.</summary>
    /// <param name="builder">The application that sends.</param>
    /// <param name="service">The name of the service; the usual pipeline names the index after it.</param>
    /// <returns>The same builder.</returns>
    public static IHostApplicationBuilder AddEl4k(this IHostApplicationBuilder builder, string service) =>
        builder.AddEl4k(options => options.Service = service);

    /// <summary>Adds the client, its logger and <see cref="El4kMetrics"/>; see <see cref="AddEl4k(IHostApplicationBuilder, Action{El4kClientOptions}?)"/>.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets options; runs after the configuration section was read, if the host has a configuration.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddEl4k(this IServiceCollection services, Action<El4kClientOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<El4kClientOptions>, SectionOptions>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<El4kClientOptions>, HostDefaults>());
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.TryAddSingleton(provider => new El4kClient(provider.GetRequiredService<IOptions<El4kClientOptions>>().Value));
        services.TryAddScoped(_ => El4kMetrics.Current ?? new El4kMetrics(TimeProvider.System));
        services.AddLogging(logging => logging.AddEl4k());
        return services;
    }
}

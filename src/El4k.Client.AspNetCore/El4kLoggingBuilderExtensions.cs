using El4k.Client.AspNetCore.Logging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace El4k.Client.AspNetCore;

/// <summary>Registers the logger.</summary>
public static class El4kLoggingBuilderExtensions
{
    /// <summary>Sends what the application logs through its <see cref="El4kClient"/>. Part of <c>AddEl4k</c>.</summary>
    /// <param name="logging">The application's logging.</param>
    /// <returns>The same logging.</returns>
    public static ILoggingBuilder AddEl4k(this ILoggingBuilder logging)
    {
        ArgumentNullException.ThrowIfNull(logging);
        logging.Services.TryAddEnumerable(ServiceDescriptor.Singleton<ILoggerProvider, El4kLoggerProvider>());
        return logging;
    }
}

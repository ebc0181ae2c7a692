using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace El4k.Client.AspNetCore.Requests;

/// <summary>Puts the measuring of requests in front of the application's own pipeline.</summary>
internal sealed class RequestMetricsStartupFilter : IStartupFilter
{
    /// <inheritdoc/>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseMiddleware<RequestMetricsMiddleware>();
        next(app);
    };
}

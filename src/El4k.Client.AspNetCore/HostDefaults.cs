using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace El4k.Client.AspNetCore;

/// <summary>Fills in what nobody has set from what the host knows: the application's name and its environment.</summary>
internal sealed class HostDefaults(IHostEnvironment? host = null) : IPostConfigureOptions<El4kClientOptions>
{
    public void PostConfigure(string? name, El4kClientOptions options)
    {
        if (host is null)
        {
            return;
        }

        if (string.IsNullOrWhiteSpace(options.Service))
        {
            options.Service = host.ApplicationName;
        }

        options.Environment ??= host.EnvironmentName;
    }
}

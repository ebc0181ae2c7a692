using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace El4k.Client.AspNetCore;

/// <summary>Reads options from the configuration section <c>El4k</c>. A value that does not fit switches the client off, not the host.</summary>
internal sealed class SectionOptions(IConfiguration? configuration = null) : IConfigureOptions<El4kClientOptions>
{
    public const string SectionName = "El4k";

    public void Configure(El4kClientOptions options)
    {
        try
        {
            configuration?.GetSection(SectionName).Bind(options);
        }
        catch (InvalidOperationException e)
        {
            Console.Error.WriteLine($"el4k: client switched off: configuration section {SectionName}: {e.Message}");
            options.Enabled = false;
        }
    }
}

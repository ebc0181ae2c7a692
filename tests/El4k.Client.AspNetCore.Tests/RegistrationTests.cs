using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace El4k.Client.AspNetCore.Tests;

public sealed class RegistrationTests
{
    [Fact]
    public void Options_come_from_the_section_then_from_code_and_the_host_fills_the_rest()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "My.App", EnvironmentName = "Staging" });
        builder.Configuration["El4k:Address"] = "from-section";
        builder.Configuration["El4k:Region"] = "eu-west-1";
        builder.AddEl4k(options => options.Region = "from-code");
        using var host = builder.Build();
        var options = host.Services.GetRequiredService<IOptions<El4kClientOptions>>().Value;
        Assert.Equal(("from-section", "from-code", "My.App", "Staging"), (options.Address, options.Region, options.Service, options.Environment));
    }

    [Fact]
    public void A_section_that_cannot_be_read_switches_the_client_off_and_not_the_host()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration["El4k:TcpPort"] = "many";
        builder.AddEl4k("invoices");
        using var host = builder.Build();
        Assert.False(host.Services.GetRequiredService<El4kClient>().IsEnabled);
    }

    [Fact]
    public void Services_without_a_host_are_enough()
    {
        using var services = new ServiceCollection().AddEl4k(options => options.Service = "tool").BuildServiceProvider();
        Assert.True(services.GetRequiredService<El4kClient>().IsEnabled);
        using var scope = services.CreateScope();
        var metrics = scope.ServiceProvider.GetRequiredService<El4kMetrics>();
        metrics.Set("report", "goes nowhere");
        metrics.Time("db").Dispose();
    }

    [Fact]
    public void There_is_one_client_for_all()
    {
        using var services = new ServiceCollection().AddEl4k().AddEl4k().BuildServiceProvider();
        Assert.Single(services.GetServices<El4kClient>());
    }
}

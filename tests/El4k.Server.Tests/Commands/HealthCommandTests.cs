using System.CommandLine;
using System.Net;
using El4k.Server.Commands;
using El4k.Server.Roles;
using El4k.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using HttpListener = El4k.Server.Roles.HttpListener;

namespace El4k.Server.Tests.Commands;

public sealed class HealthCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(200, "welcome", "live", null)]
    [InlineData(404, "no such page", "live", null)]
    [InlineData(503, "busy", "ready", "--ready")]
    public async Task Of_the_range_in_logstash_yml_the_first_port_that_answers_as_el4k_is_asked(int status, string body, string line, string? option)
    {
        var (collector, other) = await NeighboursAsync(status, body + "\n");
        await using var stopsCollector = collector;
        await using var stopsOther = other;
        var port = collector.Http.BaseAddress!.Port;
        Settings($"api.http.port: {port - 1}-{port}");
        string[] more = option is null ? [] : [option];

        Assert.Equal((0, line + "\n"), await AskAsync(["--path.settings", _folder.Path, .. more]));
    }

    [Fact]
    public async Task A_collector_that_does_not_live_is_not_passed_over()
    {
        var (collector, dead) = await NeighboursAsync(503, "not live: the pipeline main failed\n");
        await using var stopsCollector = collector;
        await using var stopsDead = dead;
        Settings($"api.http.port: {dead.Url.Port}-{collector.Http.BaseAddress!.Port}");

        Assert.Equal((1, "not live: the pipeline main failed\n"), await AskAsync("--path.settings", _folder.Path));
        Assert.Equal((0, "live\n"), await AskAsync("--path.settings", _folder.Path, "--api-port", $"{collector.Http.BaseAddress!.Port}"));
        Assert.Equal((0, "live\n"), await AskAsync("--path.settings", _folder.Path, "-S", $"api.http.port={collector.Http.BaseAddress.Port}"));
        Assert.Equal((0, "live\n"), await AskAsync("--path.settings", _folder.Path, "--url", collector.Http.BaseAddress.ToString()));
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("127.0.0.1")]
    public async Task The_address_is_that_of_the_settings_and_the_own_one_where_all_are_listened_on(string host)
    {
        await using var collector = await RunningCollector.StartAsync("input { tcp { port => 0 } } output { null {} }");
        Settings($"api.http.host: {host}\napi.http.port: {collector.Http.BaseAddress!.Port}");

        Assert.Equal((0, "live\n"), await AskAsync("--path.settings", _folder.Path));
    }

    [Fact]
    public async Task Says_which_ports_were_asked_and_what_answered_instead()
    {
        await using var other = await OtherAsync(404, "no such page\n");
        var port = other.Url.Port;

        var (code, text) = await AskAsync("--api.http.port", $"{port}");
        Assert.Equal((1, $"no answer from http://127.0.0.1:{port}/health/live: what listens there (HTTP 404) is not EL4K's monitoring API\n"), (code, text));

        await other.StopAsync(CancellationToken.None);
        (code, text) = await AskAsync("--api.http.port", $"{port}-{port}");
        Assert.Equal(1, code);
        Assert.StartsWith($"no answer from http://127.0.0.1:{port}/health/live: Connection refused", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("api.http.port: 1-2", "no answer from http://127.0.0.1:1/health/live, nor from a port up to 2: Connection refused (127.0.0.1:1)\n")]
    [InlineData("api.http.host: \"::\"\napi.http.port: 1", "no answer from http://[::1]:1/health/live: ")]
    [InlineData("api.enabled: false", "logstash.yml:1: error: api.enabled is false: there is no monitoring API to ask.")]
    [InlineData("api.http.prt: 29610", "logstash.yml:1: error: ")]
    [InlineData("api.http.host: somewhere", "logstash.yml:1: error: api.http.host: \"somewhere\" is not valid: ")]
    public async Task Says_what_is_wrong_and_where(string settings, string answer)
    {
        Settings(settings);

        var (code, text) = await AskAsync("--path.settings", _folder.Path);

        Assert.Equal(1, code);
        Assert.StartsWith(answer, text.Replace(_folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private void Settings(string text) => _folder.Write("logstash.yml", text);

    // A collector, and what is none on the port before that of its API.
    private static async Task<(RunningCollector Collector, HttpListener Other)> NeighboursAsync(int status, string body)
    {
        for (var tries = 1; ; tries++)
        {
            var collector = await RunningCollector.StartAsync("input { tcp { port => 0 } } output { null {} }");
            try
            {
                return (collector, await OtherAsync(status, body, collector.Http.BaseAddress!.Port - 1));
            }
            catch (RoleStartException) when (tries < 20)
            {
                // Somebody has that one: the next collector gets another.
                await collector.DisposeAsync();
            }
        }
    }

    private static async Task<HttpListener> OtherAsync(int status, string body, int port = 0)
    {
        var listener = new HttpListener(IPAddress.Loopback, port, "--port", app => app.Run(context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync(body);
        }));
        await listener.StartAsync(CancellationToken.None);
        return listener;
    }

    private static async Task<(int Code, string Text)> AskAsync(params string[] arguments)
    {
        using var text = new StringWriter();
        var code = await RootCommands.Create(TimeProvider.System).Parse(["health", .. arguments]).InvokeAsync(new InvocationConfiguration { Output = text, Error = text });
        return (code, text.ToString());
    }
}

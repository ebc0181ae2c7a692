using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using El4k.Server.Roles;
using El4k.Server.Settings;
using El4k.Testing;

namespace El4k.Server.Tests.Collecting;

public sealed class RunningPipelineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null, "sequence,host")]
    [InlineData("disabled", "sequence,host")]
    [InlineData("v1", "[event][sequence],[host][name],[event][original]")]
    [InlineData("v8", "[event][sequence],[host][name],[event][original]")]
    public async Task The_setting_ecs_compatibility_names_the_fields_of_plugins_that_do_not_say_it(string? setting, string expected)
    {
        var settings = setting is null ? SettingValues.Defaults : SettingValues.Defaults.With(SettingList.EcsCompatibility, setting);
        var file = Path.Combine(_folder.Path, "events");
        await using (var collector = await RunningCollector.StartAsync([("main", $"input {{ generator {{ message => \"x\" count => 1 }} }} output {{ file {{ path => \"{file}\" }} }}")], settings))
        {
            await collector.Role.CompleteAsync().WaitAsync(TimeSpan.FromSeconds(20));
        }

        var written = JsonNode.Parse(await File.ReadAllTextAsync(file))!.AsObject();
        Assert.Equal(expected.Split(',').Order(), Names(written).Except(["@timestamp", "@version", "message"]).Order());
    }

    [Theory]
    [InlineData("none", "a%5Bb")]
    [InlineData("percent", "a[b")]
    [InlineData("ampersand", "a%5Bb")]
    public async Task The_setting_escape_style_says_how_brackets_of_names_are_written(string style, string expected)
    {
        var file = Path.Combine(_folder.Path, "events");
        var pipeline = $"input {{ generator {{ count => 1 add_field => {{ \"a%5Bb\" => \"x\" }} }} }} output {{ file {{ path => \"{file}\" }} }}";
        await using (var collector = await RunningCollector.StartAsync([("main", pipeline)], SettingValues.Defaults.With(SettingList.EscapeStyle, style)))
        {
            await collector.Role.CompleteAsync().WaitAsync(TimeSpan.FromSeconds(20));
        }

        Assert.True(JsonNode.Parse(await File.ReadAllTextAsync(file))!.AsObject().ContainsKey(expected));
    }

    [Fact]
    public async Task A_port_that_is_taken_names_the_pipeline_that_wants_it()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var refusal = await Assert.ThrowsAsync<RoleStartException>(() => RunningCollector.StartAsync(
            [("intake", "input { tcp { port => 0 } } output { null { } }"), ("audit", $"input {{ tcp {{ port => {port} }} }} output {{ null {{ }} }}")], SettingValues.Defaults));

        Assert.StartsWith($"pipeline audit: tcp: port {port} of 127.0.0.1 is in use", refusal.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(JsonObject fields) =>
        fields.SelectMany(field => field.Value is JsonObject map ? map.Select(below => $"[{field.Key}][{below.Key}]") : [field.Key]);
}

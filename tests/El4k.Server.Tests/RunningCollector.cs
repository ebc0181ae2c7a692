using System.Net;
using System.Text.Json.Nodes;
using El4k.Server.Collecting;
using El4k.Server.Logging;
using El4k.Server.Options;
using El4k.Server.Roles;
using El4k.Server.Settings;
using El4k.Testing;

namespace El4k.Server.Tests;

/// <summary>A collector with its monitoring API in this process, on a folder of its own.</summary>
internal sealed class RunningCollector : IAsyncDisposable
{
    private readonly TemporaryFolder _data = new();
    private readonly StringWriter _log = new();
    private readonly ApiSocket _socket;
    private readonly ApiRole _api;

    private RunningCollector(IReadOnlyList<(string Id, PipelineSource Source)> pipelines, SettingValues settings, TimeProvider time)
    {
        var options = new ServerOptions
        {
            Data = _data.Path,
            Bind = IPAddress.Loopback,
            TcpPort = 0,
            UdpPort = 0,
            RestPort = 0,
            ExplorerPort = 0,
            Pipeline = "",
            Elasticsearch = null,
            Region = "",
            Retention = TimeSpan.Zero,
        };
        Levels = new LogLevels(LogLevel.Info);
        var log = new ProgramLog(Levels, LogFormat.Plain, time, TextWriter.Synchronized(_log));
        var specifications = pipelines.Select(pipeline => new PipelineSpecification(pipeline.Id, pipeline.Source, settings)).ToArray();
        Role = new CollectRole(options, specifications, null, time, log);
        var own = settings.With(SettingList.ApiPort, "0");
        _socket = new ApiSocket(own);
        _api = new ApiRole(own, _data.Path, _socket, Role, time, log);
    }

    public CollectRole Role { get; }

    public LogLevels Levels { get; }

    public string Log => _log.ToString();

    public HttpClient Http { get; } = new();

    public static Task<RunningCollector> StartAsync(string pipeline, TimeProvider? time = null) => StartAsync([("main", pipeline)], SettingValues.Defaults, time);

    public static Task<RunningCollector> StartAsync(IReadOnlyList<(string Id, string Text)> pipelines, SettingValues settings, TimeProvider? time = null) =>
        StartAsync([.. pipelines.Select(pipeline => (pipeline.Id, PipelineSource.Text(pipeline.Text, "-e")))], settings, time);

    public static async Task<RunningCollector> StartAsync(IReadOnlyList<(string Id, PipelineSource Source)> pipelines, SettingValues settings, TimeProvider? time = null)
    {
        var running = new RunningCollector(pipelines, settings, time ?? TimeProvider.System);
        await running._socket.StartAsync(CancellationToken.None);
        await running.Role.StartAsync(CancellationToken.None);
        await running._api.StartAsync(CancellationToken.None);
        running.Http.BaseAddress = running._api.Url;
        return running;
    }

    public async Task<JsonNode> GetAsync(string path)
    {
        using var response = await Http.GetAsync(path);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode} {body}");
        return JsonNode.Parse(body)!;
    }

    public async ValueTask DisposeAsync()
    {
        await _api.StopAsync(CancellationToken.None);
        await _api.DisposeAsync();
        await Role.StopAsync(CancellationToken.None);
        await Role.DisposeAsync();
        await _socket.DisposeAsync();
        Http.Dispose();
        _data.Dispose();
    }
}

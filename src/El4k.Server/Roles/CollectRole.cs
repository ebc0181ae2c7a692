using System.Net;
using El4k.Collector.Configuration;
using El4k.Collector.Pipeline;
using El4k.Collector.Plugins;
using El4k.Collector.Queue;
using El4k.Server.Options;

namespace El4k.Server.Roles;

/// <summary>The collector: one pipeline from inputs to outputs, and the report of what it counted.</summary>
/// <param name="elasticsearch">The value of <c>ELASTICSEARCH_HOST</c> for the pipeline when the environment has none; null leaves it unset.</param>
internal sealed class CollectRole(ServerOptions options, PipelineSource source, Func<Uri>? elasticsearch, TimeProvider time, Action<string> log) : IRole
{
    private readonly CollectorLog _log = new(log);
    private EventPipeline? _pipeline;
    private IngestReport? _report;
    private DeadLetterFolder? _deadLetters;

    public IReadOnlyList<Listener> Listeners => [.. Inputs().Select(input => source.IsBuiltIn
        ? input.Name == "tcp"
            ? new Listener("logs", $"tcp {input.Listens}", "JSON, one object a line")
            : new Listener("metrics", $"udp {input.Listens}", "JSON, one or more objects a datagram")
        : new Listener("input", $"{input.Name} {input.Listens}", input.Id))];

    /// <summary>Ends when all inputs came to their end and everything is delivered.</summary>
    public Task Completion => _pipeline?.Completion ?? Task.CompletedTask;

    /// <summary>The port of the first input of that name; valid once started. Null when there is none.</summary>
    public int? PortOf(string input) => Inputs().Where(i => i.Name == input).Select(i => (int?)((IPEndPoint)i.Listens!).Port).FirstOrDefault();

    /// <summary>Loads the configuration as this role would.</summary>
    public ConfigurationResult Load() => source.Load(new ConfigurationContext
    {
        Registry = BuiltInPlugins.CreateRegistry(),
        Environment = Variable,
        Log = _log,
        Clock = time,
        DeadLetters = _deadLetters,

        // Where plugins keep what must survive a restart, such as how far files have been read.
        HostParts = new Dictionary<Type, object> { [typeof(DirectoryInfo)] = new DirectoryInfo(options.Data) },
    });

    public async Task StartAsync(CancellationToken stop)
    {
        _deadLetters = new DeadLetterFolder(Path.Combine(options.Data, "dead-letters"), _log, time);
        var definition = LoadOrThrow();
        _pipeline = new EventPipeline(definition, Settings(), _log, time);
        _report = new IngestReport(_pipeline, "main", options.Region, time, log);
        _pipeline.BeforeClose = _report.CloseAsync;
        try
        {
            await _pipeline.StartAsync(stop).ConfigureAwait(false);
        }
        catch (PluginStartException e)
        {
            var hint = source.IsBuiltIn ? $" In the built-in pipeline that is {ServerOptions.TcpPortOption.Name} or {ServerOptions.UdpPortOption.Name}." : "";
            throw new RoleStartException(e.Message + hint, e);
        }

        _report.Start();
    }

    public async Task StopAsync(CancellationToken giveUp)
    {
        if (_pipeline is not null)
        {
            await _pipeline.StopAsync(giveUp).WaitAsync(giveUp).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_pipeline is not null)
        {
            await _pipeline.DisposeAsync().ConfigureAwait(false);
        }

        if (_report is not null)
        {
            await _report.DisposeAsync().ConfigureAwait(false);
        }

        if (_deadLetters is not null)
        {
            await _deadLetters.DisposeAsync().ConfigureAwait(false);
        }
    }

    private PipelineDefinition LoadOrThrow()
    {
        ConfigurationResult result;
        try
        {
            result = Load();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RoleStartException(e.Message, e);
        }

        foreach (var warning in result.Warnings)
        {
            log(warning.ToString());
        }

        return result.Definition ?? throw new RoleStartException(
            $"{source.Name} cannot be used:\n" + string.Join('\n', result.Errors.Select(e => e.ToString())));
    }

    private PipelineSettings Settings() => options.Region.Length == 0
        ? new PipelineSettings()
        : new PipelineSettings { DefaultFields = new Dictionary<string, string> { ["region"] = options.Region } };

    private string? Variable(string name)
    {
        if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
        {
            return value;
        }

        return name switch
        {
            "ELASTICSEARCH_HOST" => elasticsearch?.Invoke().ToString(),
            _ when !source.IsBuiltIn => null,
            "EL4K_BIND" => options.Bind.ToString(),
            "EL4K_TCP_PORT" => options.TcpPort.ToString(),
            "EL4K_UDP_PORT" => options.UdpPort.ToString(),
            _ => null,
        };
    }

    private IEnumerable<PluginStatus> Inputs() =>
        _pipeline?.ReadStatus().Plugins.Where(p => p.Kind == PluginKind.Input && p.Listens is not null) ?? [];
}

using El4k.Collector.Configuration;
using El4k.Collector.Pipeline;
using El4k.Collector.Plugins;
using El4k.Collector.Queue;
using El4k.Server.Logging;
using El4k.Server.Monitoring;
using El4k.Server.Roles;
using El4k.Server.Settings;

namespace El4k.Server.Collecting;

/// <summary>One pipeline with what belongs to it: its log, its dead letters, the report of what it counted.</summary>
/// <remarks>Started once, stopped once. What it counts may be read by all threads.</remarks>
internal sealed class RunningPipeline : IAsyncDisposable
{
    private readonly CollectorHost _host;
    private readonly PipelineLog _log;
    private readonly DeadLetterFolder? _deadLetters;
    private readonly ListenSockets _sockets = new();
    private readonly Dictionary<Type, object> _parts;
    private EventPipeline? _pipeline;
    private IngestReport? _report;

    /// <exception cref="RoleStartException">Settings contradict each other.</exception>
    public RunningPipeline(PipelineSpecification specification, CollectorHost host)
    {
        Specification = specification;
        _host = host;
        _log = new PipelineLog(host.Log, specification.Id);
        _parts = new Dictionary<Type, object>(host.Parts) { [typeof(ListenSockets)] = _sockets, [typeof(PipelineName)] = new PipelineName(specification.Id) };
        Run = specification.Run(host.Region, host.Data);
        Reloads = new ReloadCount(host.Time);
        Flow = new FlowHistory(host.Time);
        if (Settings.Switch(SettingList.DeadLettersEnable))
        {
            _deadLetters = new DeadLetterFolder(DeadLetterPath, _log, host.Time, specification.DeadLetters());
        }
    }

    public PipelineSpecification Specification { get; }

    public string Id => Specification.Id;

    public SettingValues Settings => Specification.Settings;

    /// <summary>How it runs.</summary>
    public PipelineSettings Run { get; }

    public ReloadCount Reloads { get; }

    /// <summary>What went through, over time.</summary>
    public FlowHistory Flow { get; }

    /// <summary>New with each start of the process.</summary>
    public Guid EphemeralId { get; } = Guid.NewGuid();

    /// <summary>Dead letters written since the start; null when none are kept.</summary>
    public DeadLetterFolder? DeadLetters => _deadLetters;

    /// <summary>The folder of its dead letters.</summary>
    public string DeadLetterPath => Specification.DeadLetterPath(_host.Data);

    /// <summary>Ends when all inputs came to their end and everything is delivered.</summary>
    public Task Completion => _pipeline?.Completion ?? Task.CompletedTask;

    /// <summary>Events that are neither delivered nor on disk; complete once it has stopped.</summary>
    public long Abandoned => _pipeline?.Abandoned ?? 0;

    /// <summary>Whether all its inputs take what other pipelines of this process send.</summary>
    public bool IsFedFromInside => Status is { } status && status.Plugins.Where(plugin => plugin.Kind == PluginKind.Input).All(plugin => plugin.Name == "pipeline");

    /// <summary>The pipeline as it is now; null before the start.</summary>
    public PipelineStatus? Status => _pipeline?.ReadStatus();

    /// <summary>Loads the configuration as a start would.</summary>
    public ConfigurationResult Load() => Specification.Source.Load(new ConfigurationContext
    {
        Registry = _host.Registry,
        Environment = name => _host.Variable(name, Specification.Source.IsBuiltIn),
        SupportEscapes = Settings.Switch(SettingList.SupportEscapes),
        EcsCompatibility = Settings.EcsCompatibility,
        FieldEscapes = Settings.FieldEscapes,
        Log = _log,
        Clock = _host.Time,
        DeadLetters = _deadLetters,
        HostParts = _parts,
    });

    /// <exception cref="RoleStartException">The configuration cannot be used, or a plugin cannot start.</exception>
    public async Task StartAsync(CancellationToken stop)
    {
        _pipeline = new EventPipeline(LoadOrThrow(), Run, _log, _host.Time);
        if (Settings.Switch(SettingList.MonitoringEnabled))
        {
            _report = new IngestReport(_pipeline, _deadLetters, Id, _host.Region, _host.Time, _host.Log.Write);
            _pipeline.BeforeClose = _report.CloseAsync;
        }

        Know(_pipeline);
        try
        {
            await _pipeline.StartAsync(stop).ConfigureAwait(false);
        }
        catch (QueueStartException e)
        {
            throw new RoleStartException($"pipeline {Id}: {e.Message}", e);
        }
        catch (PluginStartException e)
        {
            throw new RoleStartException(Specification.Source.IsBuiltIn ? e.Message + " In the built-in pipeline that is --tcp-port or --udp-port." : $"pipeline {Id}: {e.Message}", e);
        }

        _report?.Start();
        Flow.Sample(Status!);
    }

    /// <summary>Puts the configuration as it is now in the place of the running one; if it cannot be used, the running one goes on, and the log and <see cref="Reloads"/> say why.</summary>
    public async Task ReloadAsync(CancellationToken stop)
    {
        if (_pipeline is null || _pipeline.Completion.IsCompleted)
        {
            return;
        }

        try
        {
            var next = LoadOrThrow();
            using (_sockets.BeginHandover())
            {
                await _pipeline.ReloadAsync(next, stop).ConfigureAwait(false);
            }

            Know(_pipeline);
            Reloads.Succeeded();
            _log.Write(LogSeverity.Info, "pipeline", $"The configuration was reloaded from {Specification.Source.Name}.");
        }
        catch (Exception e) when (e is RoleStartException or PluginStartException or InvalidOperationException)
        {
            Reloads.Failed(e.Message);
            _log.Write(LogSeverity.Error, "pipeline", $"The configuration was not reloaded; the one before runs on. {e.Message}");
        }
    }

    public Task StopAsync(CancellationToken giveUp) => _pipeline?.StopAsync(giveUp) ?? Task.CompletedTask;

    /// <summary>Deletes dead letters that are too old; what fails is logged.</summary>
    public async Task ExpireAsync()
    {
        try
        {
            if (_deadLetters is not null)
            {
                await _deadLetters.ExpireAsync().ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _log.Write(LogSeverity.Warning, "dead letters", "Old dead letters could not be deleted; it is tried again.", e);
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

    private void Know(EventPipeline pipeline)
    {
        foreach (var plugin in pipeline.ReadStatus().Plugins)
        {
            _log.Know(plugin.Id, plugin.Kind, plugin.Name);
            _deadLetters?.Know(plugin.Id, plugin.Name);
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

        if (Settings.Switch(SettingList.ConfigDebug))
        {
            _log.Write(LogSeverity.Debug, "pipeline", $"Made from {Specification.Source.Name}, version {Specification.Source.Version()}; settings: {string.Join(", ", SettingList.All.Where(Settings.IsGiven).Select(setting => $"{setting} ({Settings.OriginOf(setting)})"))}");
        }

        foreach (var warning in result.Warnings)
        {
            _host.Log.Write(warning.ToString());
        }

        return result.Definition ?? throw new RoleStartException(
            $"{Specification.Source.Name} cannot be used:\n" + string.Join('\n', result.Errors.Select(e => e.ToString())));
    }
}

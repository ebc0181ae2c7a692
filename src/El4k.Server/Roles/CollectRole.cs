using System.Net;
using System.Runtime.InteropServices;
using El4k.Collector.Configuration;
using El4k.Collector.Pipeline;
using El4k.Collector.Plugins;
using El4k.Server.Collecting;
using El4k.Server.Logging;
using El4k.Server.Monitoring;
using El4k.Server.Options;

namespace El4k.Server.Roles;

/// <summary>The collector: the pipelines of this process.</summary>
/// <param name="elasticsearch">The value of <c>ELASTICSEARCH_HOST</c> for the pipelines when the environment has none; null leaves it unset.</param>
/// <param name="reloadInterval">How often the pipeline files are looked at; null reloads only on SIGHUP.</param>
internal sealed class CollectRole(
    ServerOptions options, IReadOnlyList<PipelineSpecification> specifications, Func<Uri>? elasticsearch, TimeProvider time, ProgramLog log, TimeSpan? reloadInterval = null) : IRole
{
    private readonly List<RunningPipeline> _pipelines = [];
    private readonly PipelineBus _bus = new();
    private ITimer? _sampling;
    private ReloadWatch? _watch;
    private PosixSignalRegistration? _hangUp;
    private volatile bool _isStarted;

    public IReadOnlyList<Listener> Listeners => [.. _pipelines.SelectMany(Describe)];

    /// <summary>The pipelines, once started.</summary>
    public IReadOnlyList<RunningPipeline> Pipelines => _pipelines;

    /// <summary>Whether every input listens.</summary>
    public bool IsStarted => _isStarted;

    /// <inheritdoc/>
    public string? Unfinished
    {
        get
        {
            var left = _pipelines.Where(pipeline => pipeline.Abandoned > 0).ToArray();
            var each = left.Length > 1 ? $" ({string.Join(", ", left.Select(pipeline => $"{pipeline.Id}: {pipeline.Abandoned}"))})" : "";
            return left.Length == 0 ? null : $"{left.Sum(pipeline => pipeline.Abandoned)} events were abandoned{each}: they are neither delivered nor on disk, and their senders are not told that they were taken";
        }
    }

    /// <summary>Ends when all inputs came to their end and everything is delivered. Pipelines that only other pipelines of this process feed end with those.</summary>
    public async Task CompleteAsync()
    {
        var inner = _pipelines.Where(pipeline => pipeline.IsFedFromInside).ToArray();
        var outer = _pipelines.Except(inner).ToArray();
        await Task.WhenAll((outer.Length > 0 ? outer : inner).Select(pipeline => pipeline.Completion)).ConfigureAwait(false);
        await Task.WhenAll(inner.Select(pipeline => pipeline.StopAsync(CancellationToken.None))).ConfigureAwait(false);
    }

    /// <summary>The port of the first input of that name; valid once started. Null when there is none.</summary>
    public int? PortOf(string input) => _pipelines.SelectMany(Inputs).Where(i => i.Name == input).Select(i => (int?)((IPEndPoint)i.Listens!).Port).FirstOrDefault();

    /// <summary>Loads the configurations as this role would.</summary>
    public IReadOnlyList<(PipelineSpecification Specification, ConfigurationResult Result)> Load()
    {
        Build();
        return [.. _pipelines.Select(pipeline => (pipeline.Specification, pipeline.Load()))];
    }

    public async Task StartAsync(CancellationToken stop)
    {
        Build();
        foreach (var pipeline in _pipelines)
        {
            await pipeline.StartAsync(stop).ConfigureAwait(false);
        }

        _isStarted = true;
        _sampling = time.CreateTimer(_ => Sample(), null, FlowHistory.Interval, FlowHistory.Interval);
        var circles = new PipelineCircles(_bus, text => log.Write(LogSeverity.Warning, "logstash.pipeline", "pipeline", text, null));
        void Look() => circles.Look([.. _pipelines.Select(pipeline => pipeline.Id)]);
        Look();
        var watch = new ReloadWatch(_pipelines, reloadInterval, time, Look);
        _watch = watch;
        _hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;
            _ = ReloadAsync();
        });
    }

    /// <summary>Reloads all pipelines, whether their configuration has changed or not.</summary>
    public async Task ReloadAsync()
    {
        try
        {
            await (_watch?.LookAsync(always: true) ?? Task.CompletedTask).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // Asked for while the program ends.
        }
    }

    public async Task StopAsync(CancellationToken giveUp)
    {
        _hangUp?.Dispose();
        var stopping = Task.WhenAll(_pipelines.Select(pipeline => pipeline.StopAsync(giveUp)));
        if (_watch is not null)
        {
            await _watch.DisposeAsync().ConfigureAwait(false);
        }

        await stopping.WaitAsync(giveUp).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (_sampling is not null)
        {
            await _sampling.DisposeAsync().ConfigureAwait(false);
        }

        foreach (var pipeline in _pipelines)
        {
            await pipeline.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void Build()
    {
        var host = new CollectorHost
        {
            Registry = BuiltInPlugins.CreateRegistry(),
            Log = log,
            Time = time,
            Data = options.Data,
            Region = options.Region,
            Variable = Variable,

            Parts = new Dictionary<Type, object>
            {
                // Where plugins keep what must survive a restart, such as how far files have been read.
                [typeof(DirectoryInfo)] = new DirectoryInfo(options.Data),
                // Where inputs listen that name no host.
                [typeof(IPAddress)] = options.Bind,
                [typeof(PipelineBus)] = _bus,
            },
        };
        _pipelines.AddRange(specifications.Select(specification => new RunningPipeline(specification, host)));
    }

    private void Sample()
    {
        foreach (var pipeline in _pipelines)
        {
            pipeline.Flow.Sample(pipeline.Status!);
            _ = pipeline.ExpireAsync();
        }
    }

    private string? Variable(string name, bool isBuiltIn)
    {
        if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
        {
            return value;
        }

        return name switch
        {
            "ELASTICSEARCH_HOST" => elasticsearch?.Invoke().ToString(),
            _ when !isBuiltIn => null,
            "EL4K_BIND" => options.Bind.ToString(),
            "EL4K_TCP_PORT" => options.TcpPort.ToString(),
            "EL4K_UDP_PORT" => options.UdpPort.ToString(),
            _ => null,
        };
    }

    private static IEnumerable<Listener> Describe(RunningPipeline pipeline) => Inputs(pipeline).Select(input => pipeline.Specification.Source.IsBuiltIn
        ? input.Name == "tcp"
            ? new Listener("logs", $"tcp {input.Listens}", "JSON, one object a line")
            : new Listener("metrics", $"udp {input.Listens}", "JSON, one or more objects a datagram")
        : new Listener("input", $"{input.Name} {input.Listens}", pipeline.Id == PipelineId.Main ? input.Id : $"{pipeline.Id}: {input.Id}"));

    private static IEnumerable<PluginStatus> Inputs(RunningPipeline pipeline) =>
        pipeline.Status?.Plugins.Where(p => p.Kind == PluginKind.Input && p.Listens is not null) ?? [];
}

using El4k.Collector.Configuration;
using El4k.Collector.Events;
using El4k.Collector.Plugins;
using El4k.Collector.Queue;

namespace El4k.Collector.Pipeline;

/// <summary>A running configuration: inputs, queue, workers with the filters, outbox, a lane for each output.</summary>
/// <remarks>
/// Inputs publish batches into the queue and wait while it is full. Workers put batches together to groups, filter their events in parallel and decide which outputs get them;
/// groups enter the outbox in their order again. Each output has a lane that takes its events from there. A batch is completed, which acknowledges it at its input, once every lane is done
/// with it, or once it is safe in the disk queue. An input that throws is run again after a pause. Started once, stopped once; safe for all threads.
/// </remarks>
public sealed class EventPipeline : IAsyncDisposable
{
    private readonly PipelineSettings _settings;
    private readonly TimeProvider _clock;
    private readonly ILog? _pluginLog;
    private readonly PluginLog _log;
    private readonly PipelineLife _life;
    private readonly MemoryQueue _queue;
    private readonly EventBatchPool _pool;
    private readonly CancellationTokenSource _stopInputs = new();
    private readonly CancellationTokenSource _giveUp = new();
    private readonly SemaphoreSlim _changing = new(1, 1);

    // Replaced as a whole by a reload, so that whoever reads it sees one or the other.
    private volatile InputRun[] _runs = [];
    private volatile PipelineStage _stage;
    private Task _leaving = Task.CompletedTask;
    private long _abandonedBefore;
    private volatile PipelineState _state;
    private PipelineDefinition _definition;
    private volatile bool _isReloaded;

    /// <summary>Makes a pipeline; the definition belongs to it from now on.</summary>
    public EventPipeline(PipelineDefinition definition, PipelineSettings? settings = null, ILog? log = null, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(definition);
        _definition = definition;
        _settings = settings ?? new PipelineSettings();
        _clock = clock ?? TimeProvider.System;
        _pluginLog = log;
        _log = new PluginLog(log ?? NullLog.Instance, "pipeline");
        _life = new PipelineLife(_settings, _log);
        _queue = new MemoryQueue(_settings.QueueEvents, _settings.QueueBytes, _clock);
        _pool = new EventBatchPool(_clock, _settings.InputBatchEvents, _settings.InputBatchBytes, 2 * _settings.QueueEvents, _settings.QueueBytes);
        _stage = NewStage(definition);
    }

    /// <summary>Called once, when everything is delivered and before the plugins are closed: the last chance to report. Set before the start.</summary>
    public Func<CancellationToken, Task>? BeforeClose { get; set; }

    /// <summary>Ends when the pipeline has stopped: because it was asked to, or because all inputs came to their end and everything was delivered.</summary>
    public Task Completion { get; private set; } = Task.CompletedTask;

    /// <summary>Events that are neither delivered nor on disk, though the pipeline had taken them over: complete once it has stopped.</summary>
    /// <remarks>Inputs are told, and those that can read their events again will. Events of which an input was told only that there is no room are not among them.</remarks>
    public long Abandoned => _stage.Abandoned + _queue.Refused + Interlocked.Read(ref _abandonedBefore);

    /// <summary>The output that also takes the collector's own documents; null when there is none.</summary>
    public IMonitoringOutput? MonitoringOutput =>
        StepTree.Plugins(_stage.Definition.Outputs).Select(step => step.Plugin).OfType<IMonitoringOutput>().FirstOrDefault();

    /// <summary>Starts outputs, then inputs; when it returns, everything listens.</summary>
    /// <exception cref="PluginStartException">A plugin cannot start; what was started is stopped again.</exception>
    /// <exception cref="QueueStartException">The disk queue cannot be opened: another process has its folder, or it cannot be written.</exception>
    public async Task StartAsync(CancellationToken cancellation = default)
    {
        if (_state != PipelineState.Created)
        {
            throw new InvalidOperationException("A pipeline is started once.");
        }

        try
        {
            _stage.Open();
            await _stage.StartOutputsAsync(cancellation).ConfigureAwait(false);
            foreach (InputStep input in _definition.Inputs)
            {
                await input.Plugin.StartAsync(cancellation).ConfigureAwait(false);
            }
        }
        catch
        {
            _state = PipelineState.Stopped;
            await PluginDisposal.DisposeAsync(_definition).ConfigureAwait(false);
            await _stage.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        _state = PipelineState.Running;
        _stage.Launch();
        _life.Started(ReadStatus());
        _runs = [.. _definition.Inputs.Select(NewRun)];
        Completion = Task.Run(CompleteAfterInputsAsync, CancellationToken.None);
    }

    /// <summary>Puts another configuration in the place of the running one, without losing an event or a connection.</summary>
    /// <remarks>
    /// Inputs that are the same, with the same options, go on as they are. Filters and outputs are replaced between two batches, after those that were are done; if a target holds these for longer
    /// than <see cref="PipelineSettings.DrainTimeout"/>, the outputs of the same ids get what was not delivered. Of the replaced inputs, those with connections read them to their end.
    /// </remarks>
    /// <param name="next">The new configuration; the pipeline owns it from now on, also when this throws.</param>
    /// <param name="cancellation">Ends the start of plugins.</param>
    /// <exception cref="PluginStartException">A plugin of the new configuration cannot start; the old one runs on.</exception>
    /// <exception cref="InvalidOperationException">The pipeline does not run.</exception>
    public async Task ReloadAsync(PipelineDefinition next, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(next);
        await _changing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_state != PipelineState.Running)
            {
                throw new InvalidOperationException("Only a running pipeline can be reloaded.");
            }

            InputRun[] current = [.. _runs.Where(run => !run.IsRetired)];
            var change = InputChange.Between(current, next.Inputs);
            PipelineStage stage = NewStage(next);
            await StartNewAsync(stage, change, cancellation).ConfigureAwait(false);
            Task closed = await ChangeAsync(stage, change).ConfigureAwait(false);
            await StartLateAsync(change, closed, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Stops the inputs, delivers what is in the queue within <see cref="PipelineSettings.DrainTimeout"/>, and disposes the plugins. What is in a disk queue stays there for the next start.</summary>
    /// <param name="giveUp">Ends the time to deliver earlier; what is left then is abandoned and logged.</param>
    public async Task StopAsync(CancellationToken giveUp = default)
    {
        if (_state == PipelineState.Created)
        {
            _state = PipelineState.Stopped;
            await PluginDisposal.DisposeAsync(_definition).ConfigureAwait(false);
            return;
        }

        // A second call must not begin the time anew.
        if (!_stopInputs.IsCancellationRequested)
        {
            _giveUp.CancelAfter(_settings.DrainTimeout);
            if (!Completion.IsCompleted)
            {
                _life.Stopping("since it was asked to");
            }
        }

        using CancellationTokenRegistration earlier = giveUp.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _giveUp);
        await _stopInputs.CancelAsync().ConfigureAwait(false);
        await Completion.ConfigureAwait(false);
    }

    /// <summary>The pipeline as it is now.</summary>
    public PipelineStatus ReadStatus()
    {
        PipelineStage stage = _stage;
        IEnumerable<InputStep> inputs = _runs.Length == 0 ? _definition.Inputs : _runs.Where(run => !run.IsRetired).Select(run => run.Step);
        PluginStatus[] plugins =
        [
            .. inputs.Select(input => new PluginStatus(input.Context.Id, input.PluginName, PluginKind.Input, input.Plugin.LocalEndPoint, input.Context.Counters.Read())),
            .. stage.ReadPlugins(),
        ];
        QueueStatus queue = stage.ReadQueue();
        return new PipelineStatus(_state, plugins, queue with { Events = queue.Events + _queue.Events, Bytes = queue.Bytes + _queue.Bytes, BlockedSince = _queue.BlockedSince });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_state != PipelineState.Stopped)
        {
            await StopAsync().ConfigureAwait(false);
        }

        await _stage.DisposeAsync().ConfigureAwait(false);
        foreach (InputRun run in _runs)
        {
            run.Dispose();
        }

        _changing.Dispose();
        _stopInputs.Dispose();
        _giveUp.Dispose();
    }

    private PipelineStage NewStage(PipelineDefinition definition) => new(definition, _settings, _queue, _clock, _pluginLog, _giveUp.Token);

    private InputRun NewRun(InputStep step) => new(step, RunInputAsync, _stopInputs.Token);

    private async Task RunInputAsync(InputStep input, CancellationToken stop)
    {
        var context = new PipelineInputContext(input, _pool, _queue, _settings.DefaultFields);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await input.Plugin.RunAsync(context, stop).ConfigureAwait(false);
                return;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // Also a lack of memory: an input that just ended would count as one whose source has.
                input.Context.Log.Error($"The input {input.PluginName} failed; it is run again in {_settings.RestartDelay.TotalSeconds} s.", failure);
            }

            await Task.Delay(_settings.RestartDelay, _clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // The predecessor is closed already: a port that is not free yet, or a file that cannot be read, may be there later.
    private async Task StartAndRunInputAsync(InputStep input, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(_settings.RestartDelay, _clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await input.Plugin.StartAsync(stop).ConfigureAwait(false);
                input.Context.Log.Info($"The input {input.PluginName} could be started now.");
                await RunInputAsync(input, stop).ConfigureAwait(false);
                return;
            }
            catch (PluginStartException failure)
            {
                input.Context.Log.Debug($"The input {input.PluginName} still cannot be started: {failure.Message}");
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    // What can fail comes first: until all of it has gone well, nothing that runs is touched.
    private static async Task StartNewAsync(PipelineStage stage, InputChange change, CancellationToken cancellation)
    {
        try
        {
            await stage.StartOutputsAsync(cancellation).ConfigureAwait(false);
            foreach (InputStep input in change.Early)
            {
                await input.Plugin.StartAsync(cancellation).ConfigureAwait(false);
            }
        }
        catch
        {
            await PluginDisposal.DisposeAsync(stage.Definition).ConfigureAwait(false);
            await stage.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        foreach (InputStep unused in change.Unused)
        {
            await PluginDisposal.DisposeAsync(unused.Plugin, unused.Context.Log).ConfigureAwait(false);
        }
    }

    // The result ends when the inputs that are not there any more are closed.
    private async Task<Task> ChangeAsync(PipelineStage stage, InputChange change)
    {
        PipelineStage old = _stage;
        foreach (InputRun run in change.Removed)
        {
            run.Retire();
        }

        // From here on inputs fill the queue, and nobody takes from it until the new stage does.
        old.StopTaking();
        _runs = [.. _runs.Where(run => !run.Ended.IsCompleted || !run.IsRetired), .. change.Early.Select(NewRun)];
        Task finished = FinishAsync(old);
        Task[] closing = [.. change.Removed.Select(run => run.CloseAsync(finished))];
        if (_settings.QueueType == QueueType.Persisted)
        {
            // The folder has one writer; what is left there the new stage finds.
            await finished.ConfigureAwait(false);
            await OpenAsync(stage).ConfigureAwait(false);
        }
        else
        {
            if (!await EndsInTimeAsync(finished).ConfigureAwait(false))
            {
                _log.Warning("A target holds events of the configuration before: the outputs of the new one deliver them, and what was under way may be delivered twice.");
                old.HandOverTo(stage, finished);
                await EndsInTimeAsync(finished).ConfigureAwait(false);
            }
        }

        stage.Launch();
        _stage = stage;
        _definition = stage.Definition;
        _isReloaded = true;
        _leaving = Task.WhenAll([_leaving, finished, .. closing]);
        return Task.WhenAll(change.Removed.Zip(closing).Where(pair => pair.First.Step.Plugin is not IReplaceableInput).Select(pair => pair.Second));
    }

    private async Task<bool> EndsInTimeAsync(Task task)
    {
        Task late = Task.Delay(_settings.DrainTimeout, _clock, _stopInputs.Token);
        return await Task.WhenAny(task, late).ConfigureAwait(false) == task || _stopInputs.IsCancellationRequested;
    }

    private async Task FinishAsync(PipelineStage old)
    {
        // Already cancelled: a disk queue is left as it is for the new stage.
        await EndAsync(() => old.FinishAsync(abandonsQueue: false, new CancellationToken(canceled: true))).ConfigureAwait(false);
        await EndAsync(old.ClosePluginsAsync).ConfigureAwait(false);
        await EndAsync(() => old.DisposeAsync().AsTask()).ConfigureAwait(false);
        Interlocked.Add(ref _abandonedBefore, old.Abandoned);
    }

    // Whatever it is that fails, the new stage has to come into the place of the old one, or nothing would take from the queue any more.
    private async Task EndAsync(Func<Task> step)
    {
        try
        {
            await step().ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            _log.Error("The configuration before did not end as it should; what it had not delivered may be delivered twice or be read again. The new one goes on.", failure);
        }
    }

    private async Task OpenAsync(PipelineStage stage)
    {
        while (!_giveUp.IsCancellationRequested)
        {
            try
            {
                stage.Open();
                return;
            }
            catch (Exception failure)
            {
                // Also what is not expected: a pipeline without a stage would stand still, and nobody would start it again.
                _log.Error($"The disk queue cannot be opened again; it is tried again in {_settings.RestartDelay.TotalSeconds} s, and inputs wait meanwhile.", failure);
            }

            await Task.Delay(_settings.RestartDelay, _clock, _giveUp.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Inputs that cannot share what they read, such as a file or its position, with their predecessor: it is closed first.
    private async Task StartLateAsync(InputChange change, Task closed, CancellationToken cancellation)
    {
        InputStep[] late = [.. change.Late];
        if (late.Length > 0 && !await EndsInTimeAsync(closed).ConfigureAwait(false))
        {
            _log.Warning("An input of the configuration before is not done yet; its successor begins where it was last known to be, and may repeat events.");
        }

        List<Exception>? failures = null;
        foreach (InputStep input in late)
        {
            try
            {
                await input.Plugin.StartAsync(cancellation).ConfigureAwait(false);
                _runs = [.. _runs, NewRun(input)];
            }
            catch (PluginStartException failure)
            {
                _runs = [.. _runs, new InputRun(input, StartAndRunInputAsync, _stopInputs.Token)];
                (failures ??= []).Add(failure);
            }
        }

        if (failures is not null)
        {
            throw new PluginStartException(string.Join(' ', failures.Select(failure => failure.Message)) + " It is tried again and again; the rest of the new configuration runs.", failures[0]);
        }
    }

    private async Task CompleteAfterInputsAsync()
    {
        Task gaveUp = Task.Delay(Timeout.InfiniteTimeSpan, _giveUp.Token);
        while (true)
        {
            InputRun[] runs = _runs;
            await Task.WhenAny(Task.WhenAll(runs.Select(run => run.Ended)), gaveUp).ConfigureAwait(false);
            await _changing.WaitAsync().ConfigureAwait(false);
            bool isOver = gaveUp.IsCompleted || Array.TrueForAll(_runs, run => run.Ended.IsCompleted);
            _state = isOver ? PipelineState.Draining : _state;
            _changing.Release();
            if (isOver)
            {
                break;
            }
        }

        _life.Stopping("since all its inputs came to their end");
        _queue.Complete();
        await _stage.FinishAsync(abandonsQueue: true, _stopInputs.Token).ConfigureAwait(false);
        await _leaving.ConfigureAwait(false);
        ReportAbandoned();
        await ReportBeforeCloseAsync().ConfigureAwait(false);
        foreach (InputRun run in _runs.Where(run => !run.IsRetired))
        {
            await PluginDisposal.DisposeAsync(run.Step.Plugin, run.Step.Context.Log).ConfigureAwait(false);
        }

        await _stage.ClosePluginsAsync().ConfigureAwait(false);
        _state = PipelineState.Stopped;
        _life.Stopped(ReadStatus(), Abandoned, _isReloaded);
    }

    private async Task ReportBeforeCloseAsync()
    {
        if (BeforeClose is null)
        {
            return;
        }

        try
        {
            await BeforeClose(_giveUp.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            _log.Warning("The last report before closing failed.", failure);
        }
    }

    private void ReportAbandoned()
    {
        long abandoned = Abandoned;
        if (abandoned > 0)
        {
            _log.Error($"{abandoned} events are not known to be delivered and are not acknowledged.");
        }
    }
}

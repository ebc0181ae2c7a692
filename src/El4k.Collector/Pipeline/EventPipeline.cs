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
    private readonly PipelineDefinition _definition;
    private readonly PipelineSettings _settings;
    private readonly TimeProvider _clock;
    private readonly PluginLog _log;
    private readonly MemoryQueue _queue;
    private readonly EventBatchPool _pool;
    private readonly EventGroupPool _groups;
    private readonly GroupIntake _intake;
    private readonly GroupEnd _end;
    private readonly IOutbox _outbox;
    private readonly GroupOrder _order;
    private readonly Dictionary<SharedFilterOptions, FilterDecoration> _decorations = new(ReferenceEqualityComparer.Instance);
    private readonly CancellationTokenSource _stopInputs = new();
    private readonly CancellationTokenSource _stopFlushing = new();
    private readonly CancellationTokenSource _giveUp = new();
    private Task _inputs = Task.CompletedTask;
    private Task _workers = Task.CompletedTask;
    private Task _flushing = Task.CompletedTask;
    private volatile PipelineState _state;

    /// <summary>Makes a pipeline; the definition belongs to it from now on.</summary>
    public EventPipeline(PipelineDefinition definition, PipelineSettings? settings = null, ILog? log = null, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(definition);
        _definition = definition;
        _settings = settings ?? new PipelineSettings();
        _clock = clock ?? TimeProvider.System;
        _log = new PluginLog(log ?? NullLog.Instance, "pipeline");
        _queue = new MemoryQueue(_settings.QueueEvents, _settings.QueueBytes);
        _pool = new EventBatchPool(_clock, _settings.InputBatchEvents, _settings.InputBatchBytes);
        PluginStep<IOutput>[] outputs = [.. StepTree.Plugins(definition.Outputs)];
        _groups = new EventGroupPool(outputs.Length);
        _intake = new GroupIntake(_queue, _groups, _settings, _clock);
        _end = new GroupEnd(_queue, _groups, _log);
        _outbox = _settings.QueueType == QueueType.Memory
            ? new MemoryOutbox(outputs, _settings, _clock, _end, _giveUp.Token)
            : new DiskOutbox(outputs, _settings, _clock, _end, _log, DeadLettersOf(outputs, log), _giveUp.Token);
        _order = new GroupOrder(_outbox);
        foreach (PluginStep<IFilter> filter in StepTree.Plugins(definition.Filters))
        {
            _decorations[filter.Shared!] = new FilterDecoration(filter.Shared!);
        }
    }

    /// <summary>Called once, when everything is delivered and before the plugins are closed: the last chance to report. Set before the start.</summary>
    public Func<CancellationToken, Task>? BeforeClose { get; set; }

    /// <summary>Ends when the pipeline has stopped: because it was asked to, or because all inputs came to their end and everything was delivered.</summary>
    public Task Completion { get; private set; } = Task.CompletedTask;

    /// <summary>The output that also takes the collector's own documents; null when there is none.</summary>
    public IMonitoringOutput? MonitoringOutput =>
        StepTree.Plugins(_definition.Outputs).Select(step => step.Plugin).OfType<IMonitoringOutput>().FirstOrDefault();

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
            _outbox.Open();
            foreach (PluginStep<IOutput> output in StepTree.Plugins(_definition.Outputs))
            {
                await output.Plugin.StartAsync(cancellation).ConfigureAwait(false);
            }

            foreach (InputStep input in _definition.Inputs)
            {
                await input.Plugin.StartAsync(cancellation).ConfigureAwait(false);
            }
        }
        catch
        {
            _state = PipelineState.Stopped;
            await PluginDisposal.DisposeAsync(_definition).ConfigureAwait(false);
            await _outbox.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        _state = PipelineState.Running;
        Launch();
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
        }

        using CancellationTokenRegistration earlier = giveUp.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _giveUp);
        await _stopInputs.CancelAsync().ConfigureAwait(false);
        await Completion.ConfigureAwait(false);
    }

    /// <summary>The pipeline as it is now.</summary>
    public PipelineStatus ReadStatus()
    {
        var plugins = new List<PluginStatus>();
        foreach (InputStep input in _definition.Inputs)
        {
            plugins.Add(new PluginStatus(input.Context.Id, input.PluginName, PluginKind.Input, input.Plugin.LocalEndPoint, input.Context.Counters.Read()));
        }

        plugins.AddRange(StepTree.Plugins(_definition.Filters).Select(
            step => new PluginStatus(step.Context.Id, step.PluginName, PluginKind.Filter, null, step.Context.Counters.Read())));
        plugins.AddRange(StepTree.Plugins(_definition.Outputs).Select(
            step => new PluginStatus(step.Context.Id, step.PluginName, PluginKind.Output, null, step.Context.Counters.Read())));
        QueueStatus queue = _outbox.ReadStatus();
        return new PipelineStatus(_state, plugins, queue with { Events = queue.Events + _queue.Events, Bytes = queue.Bytes + _queue.Bytes });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_state != PipelineState.Stopped)
        {
            await StopAsync().ConfigureAwait(false);
        }

        await _outbox.DisposeAsync().ConfigureAwait(false);
        _intake.Dispose();
        _stopInputs.Dispose();
        _stopFlushing.Dispose();
        _giveUp.Dispose();
    }

    private static IDeadLetters DeadLettersOf(PluginStep<IOutput>[] outputs, ILog? log) =>
        outputs.Select(output => output.Context.DeadLetters).FirstOrDefault(letters => letters is not null) ?? new LoggedDeadLetters(log ?? NullLog.Instance);

    private void Launch()
    {
        _workers = Task.WhenAll(Enumerable.Range(0, _settings.Workers).Select(_ => Task.Run(() => NewWorker().RunAsync(_giveUp.Token))));
        _inputs = Task.WhenAll(_definition.Inputs.Select(input => Task.Run(() => RunInputAsync(input))));
        _flushing = Task.Run(FlushPeriodicallyAsync);
        Completion = Task.Run(CompleteAfterInputsAsync);
    }

    private PipelineWorker NewWorker() =>
        new(_definition, _intake, new FilterRunner(_decorations), new OutputRouter(_definition.Outputs), _outbox, _order, _end, _groups, _log);

    private async Task RunInputAsync(InputStep input)
    {
        var context = new PipelineInputContext(input, _pool, _queue, _settings.DefaultFields);
        while (!_stopInputs.IsCancellationRequested)
        {
            try
            {
                await input.Plugin.RunAsync(context, _stopInputs.Token).ConfigureAwait(false);
                return;
            }
            catch (OperationCanceledException) when (_stopInputs.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                input.Context.Log.Error($"The input {input.PluginName} failed; it is run again in {_settings.RestartDelay.TotalSeconds} s.", failure);
            }

            try
            {
                await Task.Delay(_settings.RestartDelay, _clock, _stopInputs.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task FlushPeriodicallyAsync()
    {
        PipelineWorker worker = NewWorker();
        using var timer = new PeriodicTimer(_settings.FlushInterval, _clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopFlushing.Token).ConfigureAwait(false))
            {
                await worker.FlushAsync(FlushMode.Due).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping; the final flush follows the last worker.
        }
    }

    private async Task CompleteAfterInputsAsync()
    {
        Task gaveUp = Task.Delay(Timeout.InfiniteTimeSpan, _giveUp.Token);
        await Task.WhenAny(_inputs, gaveUp).ConfigureAwait(false);
        _state = PipelineState.Draining;
        _queue.Complete();
        await _workers.ConfigureAwait(false);
        await _stopFlushing.CancelAsync().ConfigureAwait(false);
        await _flushing.ConfigureAwait(false);
        await NewWorker().FlushAsync(FlushMode.Final).ConfigureAwait(false);
        AbandonQueue();
        await _outbox.StopAsync(_stopInputs.Token).ConfigureAwait(false);
        ReportAbandoned();
        await ReportBeforeCloseAsync().ConfigureAwait(false);
        await PluginDisposal.DisposeAsync(_definition).ConfigureAwait(false);
        _state = PipelineState.Stopped;
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

    private void AbandonQueue()
    {
        while (_queue.TryDequeue(out EventBatch? batch))
        {
            EventGroup group = _groups.Rent();
            group.Add(batch);
            _end.Complete(group, BatchOutcome.Abandoned);
        }
    }

    private void ReportAbandoned()
    {
        if (_end.Abandoned > 0)
        {
            _log.Error($"{_end.Abandoned} events are not known to be delivered and are not acknowledged.");
        }
    }
}

using El4k.Collector.Configuration;
using El4k.Collector.Events;
using El4k.Collector.Plugins;
using El4k.Collector.Queue;

namespace El4k.Collector.Pipeline;

/// <summary>All of a pipeline behind its queue: workers with the filters, outbox, a lane for each output. A reload puts another one in its place, between two batches.</summary>
internal sealed class PipelineStage : IAsyncDisposable
{
    private readonly PipelineSettings _settings;
    private readonly TimeProvider _clock;
    private readonly PluginLog _log;
    private readonly MemoryQueue _queue;
    private readonly EventGroupPool _groups;
    private readonly GroupIntake _intake;
    private readonly GroupEnd _end;
    private readonly IOutbox _outbox;
    private readonly GroupOrder _order;
    private readonly Dictionary<SharedFilterOptions, FilterDecoration> _decorations = new(ReferenceEqualityComparer.Instance);
    private readonly RemovedOutputs _removed;
    private readonly CancellationTokenSource _stopTaking;
    private readonly CancellationTokenSource _stopWriting;
    private readonly Lock _adoption = new();
    private Task _adopting = Task.CompletedTask;
    private readonly CancellationTokenSource _stopFlushing = new();
    private Task _workers = Task.CompletedTask;
    private Task _flushing = Task.CompletedTask;

    /// <param name="queue">The pipeline's queue, which outlives the stage.</param>
    /// <param name="giveUp">The pipeline's time to stop is over.</param>
    public PipelineStage(PipelineDefinition definition, PipelineSettings settings, MemoryQueue queue, TimeProvider clock, ILog? log, CancellationToken giveUp)
    {
        Definition = definition;
        _settings = settings;
        _clock = clock;
        _log = new PluginLog(log ?? NullLog.Instance, "pipeline");
        _queue = queue;
        PluginStep<IOutput>[] outputs = [.. StepTree.Plugins(definition.Outputs)];
        _groups = new EventGroupPool(outputs.Length);
        _intake = new GroupIntake(queue, _groups, settings, clock);
        _end = new GroupEnd(queue, _groups, _log);
        IDeadLetters deadLetters = DeadLettersOf(definition, log);
        _removed = new RemovedOutputs(deadLetters, settings.RestartDelay, clock, _log, giveUp);
        _stopWriting = CancellationTokenSource.CreateLinkedTokenSource(giveUp);
        _outbox = settings.QueueType == QueueType.Memory
            ? new MemoryOutbox(outputs, settings, clock, _end, _stopWriting.Token)
            : new DiskOutbox(outputs, settings, clock, _end, _log, deadLetters, giveUp);
        _order = new GroupOrder(_outbox);
        _stopTaking = CancellationTokenSource.CreateLinkedTokenSource(giveUp);
        foreach (PluginStep<IFilter> filter in StepTree.Plugins(definition.Filters))
        {
            _decorations[filter.Shared!] = new FilterDecoration(filter.Shared!);
        }
    }

    /// <summary>The filters and outputs.</summary>
    public PipelineDefinition Definition { get; }

    /// <summary>Events of inputs that were abandoned.</summary>
    public long Abandoned => _end.Abandoned;

    /// <summary>Opens the disk queue, if there is one.</summary>
    /// <exception cref="QueueStartException">It cannot be opened.</exception>
    public void Open() => _outbox.Open();

    /// <summary>Starts the outputs.</summary>
    /// <exception cref="PluginStartException">One cannot work.</exception>
    public async Task StartOutputsAsync(CancellationToken cancellation)
    {
        foreach (PluginStep<IOutput> output in StepTree.Plugins(Definition.Outputs))
        {
            await output.Plugin.StartAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Begins to take from the queue.</summary>
    public void Launch()
    {
        _outbox.Launch();
        _workers = Task.WhenAll(Enumerable.Range(0, _settings.Workers).Select(_ => Task.Run(() => NewWorker().RunAsync(_stopTaking.Token))));
        _flushing = Task.Run(FlushPeriodicallyAsync);
    }

    /// <summary>Takes no further batch; what is in the queue waits for the next stage.</summary>
    public void StopTaking() => _stopTaking.Cancel();

    /// <summary>Gives up what the outputs have not delivered: its successor delivers it to the outputs of the same ids.</summary>
    /// <param name="successor">It does not end sooner than this stage.</param>
    /// <param name="ended">Ends when this stage has: later than now where a write does not heed that it is given up.</param>
    public void HandOverTo(PipelineStage successor, Task ended)
    {
        ((MemoryOutbox)successor._outbox).RestAfter(ended);
        ((MemoryOutbox)_outbox).HandOverTo(group => successor.Adopt(group, this));
        _stopWriting.Cancel();
    }

    /// <summary>Ends when nothing more is taken, the filters have given out what they hold, and the outbox is at rest.</summary>
    /// <param name="abandonsQueue">Whether what is left in the queue, after the time to stop, is abandoned; else a successor takes it, and what is on disk.</param>
    /// <param name="stopAsked">Whether the pipeline was asked to stop, rather than having come to its end: bounds what is delivered from a disk queue.</param>
    public async Task FinishAsync(bool abandonsQueue, CancellationToken stopAsked)
    {
        await _workers.ConfigureAwait(false);
        _outbox.LiftBound();
        await _stopFlushing.CancelAsync().ConfigureAwait(false);
        await _flushing.ConfigureAwait(false);
        await NewWorker().FlushAsync(FlushMode.Final).ConfigureAwait(false);
        if (abandonsQueue)
        {
            AbandonQueue();
        }

        await _outbox.StopAsync(mayDrain: abandonsQueue, stopAsked).ConfigureAwait(false);
        Task adopting;
        lock (_adoption)
        {
            adopting = _adopting;
        }

        await adopting.ConfigureAwait(false);
        await _removed.Done.ConfigureAwait(false);
    }

    /// <summary>What waits behind the filters.</summary>
    public QueueStatus ReadQueue() => _outbox.ReadStatus();

    /// <summary>The filters and outputs with their counters.</summary>
    public IEnumerable<PluginStatus> ReadPlugins() =>
        StepTree.Plugins(Definition.Filters).Select(step => new PluginStatus(step.Context.Id, step.PluginName, PluginKind.Filter, null, step.Context.Counters.Read()))
            .Concat(StepTree.Plugins(Definition.Outputs).Select(step => new PluginStatus(step.Context.Id, step.PluginName, PluginKind.Output, null, step.Context.Counters.Read())));

    /// <summary>Closes the filters and outputs.</summary>
    public async Task ClosePluginsAsync()
    {
        foreach (PluginStep<IFilter> step in StepTree.Plugins(Definition.Filters))
        {
            await PluginDisposal.DisposeAsync(step.Plugin, step.Context.Log).ConfigureAwait(false);
        }

        foreach (PluginStep<IOutput> step in StepTree.Plugins(Definition.Outputs))
        {
            await PluginDisposal.DisposeAsync(step.Plugin, step.Context.Log).ConfigureAwait(false);
        }
    }

    /// <summary>Closes the outbox; the plugins are closed by themselves.</summary>
    public async ValueTask DisposeAsync()
    {
        await _outbox.DisposeAsync().ConfigureAwait(false);
        _intake.Dispose();
        _stopTaking.Dispose();
        _stopWriting.Dispose();
        _stopFlushing.Dispose();
    }

    private void Adopt(EventGroup orphan, PipelineStage from)
    {
        string[] before = [.. StepTree.Plugins(from.Definition.Outputs).Select(step => step.Context.Id)];
        string[] now = [.. StepTree.Plugins(Definition.Outputs).Select(step => step.Context.Id)];
        EventGroup group = _groups.Rent();
        group.TakeOver(orphan, [.. before.Select(id => Array.IndexOf(now, id))]);

        // The lists are the orphan's; the events stay the group's until the letters are written.
        (string Output, ReadOnlyMemory<Event> Events)[] homeless = [.. before
            .Select((id, lane) => (id, lane))
            .Where(output => orphan.IsUndelivered(output.lane) && Array.IndexOf(now, output.id) < 0)
            .Select(output => (output.id, (ReadOnlyMemory<Event>)orphan.RouteOf(output.lane).Memory.ToArray()))];
        if (homeless.Length > 0)
        {
            group.DeadLetters = _removed.WriteAsync(group.DeadLetters, homeless);
        }

        orphan.Ended?.TrySetResult(BatchOutcome.Delivered);
        from._groups.Return(orphan);
        if (group.IsRouted)
        {
            group.Ticket = _intake.NextTicket();
            _order.Add(group);
            return;
        }

        lock (_adoption)
        {
            // It has no place in the order: what comes behind it goes on.
            _adopting = Task.WhenAll(_adopting, _end.CompleteAsync(group, BatchOutcome.Delivered).AsTask());
        }
    }

    // Those of the configuration, which every plugin has: there may be no output any more.
    private static IDeadLetters DeadLettersOf(PipelineDefinition definition, ILog? log) =>
        definition.Inputs.Select(input => input.Context.DeadLetters).Concat(StepTree.Plugins(definition.Outputs).Select(output => output.Context.DeadLetters)).FirstOrDefault(letters => letters is not null) ?? new LoggedDeadLetters(log ?? NullLog.Instance);

    private PipelineWorker NewWorker() =>
        new(Definition, _intake, new FilterRunner(_decorations), new OutputRouter(Definition.Outputs), _outbox, _order, _end, _groups, _log);

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

    private void AbandonQueue()
    {
        while (_queue.TryDequeue(out EventBatch? batch))
        {
            EventGroup group = _groups.Rent();
            group.Add(batch);
            _end.Complete(group, BatchOutcome.Abandoned);
        }
    }
}

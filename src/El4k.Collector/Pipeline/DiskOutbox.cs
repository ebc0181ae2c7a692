using El4k.Collector.Configuration;
using El4k.Collector.Events;
using El4k.Collector.Plugins;
using El4k.Collector.Queue.Disk;

namespace El4k.Collector.Pipeline;

/// <summary>The outbox on disk: a group ends when it is synced, and each lane reads its events back at its own pace.</summary>
internal sealed class DiskOutbox : IOutbox
{
    private readonly IReadOnlyList<PluginStep<IOutput>> _outputs;
    private readonly PipelineSettings _settings;
    private readonly TimeProvider _clock;
    private readonly GroupEnd _end;
    private readonly PluginLog _log;
    private readonly IDeadLetters _deadLetters;
    private readonly CancellationToken _giveUp;
    private readonly CancellationTokenSource _stopLanes;
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DiskLaneSource[] _sources = [];
    private OutputLane[] _lanes = [];
    private DiskQueue? _queue;
    private CancellationTokenRegistration _gaveUp;
    private volatile bool _isStopping;

    public DiskOutbox(
        IReadOnlyList<PluginStep<IOutput>> outputs, PipelineSettings settings, TimeProvider clock, GroupEnd end, PluginLog log, IDeadLetters deadLetters, CancellationToken giveUp)
    {
        (_outputs, _settings, _clock, _end, _log, _deadLetters, _giveUp) = (outputs, settings, clock, end, log, deadLetters, giveUp);
        _stopLanes = CancellationTokenSource.CreateLinkedTokenSource(giveUp);
    }

    /// <inheritdoc/>
    public void Open()
    {
        var options = new DiskQueueOptions
        {
            Folder = Path.GetFullPath(Path.Combine(_settings.QueueFolder, FolderName(_settings.PipelineId))),
            Outputs = [.. _outputs.Select(output => output.Context.Id)],
            MaxBytes = _settings.QueueMaxBytes,
            PageBytes = _settings.QueuePageBytes,
            SyncInterval = _settings.QueueSyncInterval,
            RetryDelay = _settings.RestartDelay,
        };
        _queue = DiskQueue.Open(options, _settings.QueueStorage, _log, _clock, EndGroup, OfferToLanes);
        try
        {
            OpenLanes(_queue);
        }
        catch
        {
            // It would be in the way of the next try.
            _queue.Dispose();
            _queue = null;
            throw;
        }

        _gaveUp = _giveUp.UnsafeRegister(static queue => ((DiskQueue)queue!).GiveUp(), _queue);
    }

    private void OpenLanes(DiskQueue queue)
    {
        var pool = new EventBatchPool(_clock, _settings.OutputBatchEvents, _settings.OutputBatchBytes);
        DiskLaneSource[] sources = [.. queue.Outputs.Select((_, lane) => new DiskLaneSource(queue, lane, pool, _end, _log, _clock, () => WakeLater(lane), EndWhenEmpty))];
        _lanes = [.. sources.Select((source, lane) => new OutputLane(StepOf(lane), source, _settings, _clock, runsInline: false, _stopLanes.Token))];
        _sources = sources;
    }

    /// <inheritdoc/>
    public void Launch() => Wake();

    /// <inheritdoc/>
    public void Prepare(EventGroup group)
    {
        if (!group.IsRouted)
        {
            return;
        }

        Frame frame = group.Frame ??= new Frame();
        frame.Begin(_outputs.Count);
        ReadOnlySpan<Event> events = group.Events.Memory.Span;
        for (int lane = 0; lane < _outputs.Count; lane++)
        {
            frame.AddRoute(events, group.RouteOf(lane).Memory.Span);
        }

        frame.AddEvents(events);
        frame.Seal();
        if (_outputs.Count > 1)
        {
            group.Share();
        }
    }

    /// <inheritdoc/>
    public void Add(EventGroup group)
    {
        if (_queue is not { } queue)
        {
            // It could not be opened again before the time to stop was over.
            _end.Complete(group, BatchOutcome.Abandoned);
            return;
        }

        group.Hold();
        group.Frame!.Owner = group;
        queue.Append(group.Frame);
    }

    /// <summary>Sets the lanes going; the queue's thread does it when a frame is written.</summary>
    void IOutbox.Wake()
    {
    }

    /// <inheritdoc/>
    public void LiftBound() => _queue?.LiftBound();

    /// <inheritdoc/>
    public async Task StopAsync(bool mayDrain, CancellationToken stopAsked)
    {
        if (_queue is not { } queue)
        {
            return;
        }

        _isStopping = true;
        EndWhenEmpty();
        using (var soon = CancellationTokenSource.CreateLinkedTokenSource(_giveUp))
        {
            using CancellationTokenRegistration asked = stopAsked.UnsafeRegister(_ => EndSoon(soon, mayDrain), null);
            await _empty.Task.WaitAsync(soon.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await _stopLanes.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_sources.Select(source => source.StopAsync())).ConfigureAwait(false);
        await queue.CloseAsync(_giveUp).ConfigureAwait(false);
        long left = ReadStatus().Events;
        if (left > 0)
        {
            _log.Info($"{left} events stay in the disk queue; they are delivered after the next start.");
        }
    }

    /// <inheritdoc/>
    public QueueStatus ReadStatus()
    {
        LaneStatus[] lanes = [.. _sources.Zip(_lanes, StatusOf)];
        return new QueueStatus
        {
            Type = QueueType.Persisted,
            Events = (_queue?.PendingEvents ?? 0) + lanes.Select(lane => lane.Events).DefaultIfEmpty().Max(),
            Bytes = _queue?.Pages.Bytes ?? 0,
            MaxBytes = _settings.QueueMaxBytes,
            Lanes = lanes,
            Fault = _queue?.Fault,
            DamagedFrames = _queue?.Damaged.Frames ?? 0,
        };
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _gaveUp.Dispose();
        _queue?.Dispose();
        _stopLanes.Dispose();
        return ValueTask.CompletedTask;
    }

    private static LaneStatus StatusOf(DiskLaneSource source, OutputLane lane)
    {
        LaneStatus status = source.ReadStatus();
        return status with { StuckSince = lane.WritingSince ?? status.StuckSince };
    }

    // Pipeline ids may hold what a file system does not take.
    private static string FolderName(string pipelineId) => Uri.EscapeDataString(pipelineId).Replace(".", "%2E", StringComparison.Ordinal);

    private PluginStep<IOutput> StepOf(int lane)
    {
        if (lane < _outputs.Count)
        {
            return _outputs[lane];
        }

        string id = _queue!.Outputs[lane];
        _log.Warning($"The disk queue has events for the output {id}, which the configuration has no more: they become dead letters.");
        var context = new PluginContext { Id = id, Log = _log, Clock = _clock, DeadLetters = _deadLetters };
        return new PluginStep<IOutput>(id, new RemovedOutput(id, _deadLetters, _settings.RestartDelay, context), context, null);
    }

    private void OfferToLanes(Frame frame)
    {
        var group = (EventGroup)frame.Owner!;
        for (int lane = 0; lane < _outputs.Count && lane < _sources.Length; lane++)
        {
            _sources[lane].Offer(group, frame);
        }

        Wake();
    }

    private void EndGroup(Frame frame, BatchOutcome outcome)
    {
        var group = (EventGroup)frame.Owner!;
        _end.Acknowledge(group, outcome);
        if (group.LetGo())
        {
            _end.Return(group);
        }
    }

    private void Wake()
    {
        foreach (OutputLane lane in _lanes)
        {
            lane.Wake();
        }
    }

    private void WakeLater(int lane) =>
        _ = Task.Delay(_settings.RestartDelay, _clock, _stopLanes.Token).ContinueWith(
            _ =>
            {
                _sources[lane].GoOn();
                _lanes[lane].Wake();
            },
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnRanToCompletion,
            TaskScheduler.Default);

    private void EndWhenEmpty()
    {
        if (_isStopping && _queue!.IsEmpty)
        {
            _empty.TrySetResult();
        }
    }

    private void EndSoon(CancellationTokenSource soon, bool mayDrain)
    {
        if (!_settings.QueueDrain || !mayDrain)
        {
            soon.CancelAfter(_settings.QueueStopTime);
        }
    }
}

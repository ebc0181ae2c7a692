using El4k.Collector.Configuration;
using El4k.Collector.Events;
using El4k.Collector.Plugins;

namespace El4k.Collector.Pipeline;

/// <summary>The outbox in memory: a group ends when every lane is done with it. Its bound is the queue's, which counts events until their group ends.</summary>
internal sealed class MemoryOutbox : IOutbox
{
    private readonly IReadOnlyList<PluginStep<IOutput>> _outputs;
    private readonly GroupEnd _end;
    private readonly MemoryLaneSource[] _sources;
    private readonly OutputLane[] _lanes;
    private readonly TaskCompletionSource _rested = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private volatile Action<EventGroup>? _successor;

    // One is for the outbox itself until it is stopped, and one for a predecessor that may still hand over.
    private long _open = 1;

    public MemoryOutbox(IReadOnlyList<PluginStep<IOutput>> outputs, PipelineSettings settings, TimeProvider clock, GroupEnd end, CancellationToken giveUp)
    {
        _outputs = outputs;
        _end = end;
        _sources = [.. outputs.Select((_, lane) => new MemoryLaneSource(lane, settings, End))];

        // With one output its worker writes, which spares a change of threads; with more, one that blocks its thread must not hold the others.
        _lanes = [.. outputs.Select((output, lane) => new OutputLane(output, _sources[lane], settings, clock, outputs.Count == 1, giveUp))];
    }

    /// <inheritdoc/>
    public void Open()
    {
    }

    /// <inheritdoc/>
    public void Launch()
    {
    }

    /// <inheritdoc/>
    public void Prepare(EventGroup group)
    {
        if (_lanes.Length > 1)
        {
            group.Share();
        }
    }

    /// <inheritdoc/>
    public void Add(EventGroup group)
    {
        Interlocked.Increment(ref _open);
        int lanes = 0;
        for (int lane = 0; lane < _sources.Length; lane++)
        {
            lanes += group.RouteOf(lane).Count > 0 ? 1 : 0;
        }

        // From the moment the last lane has it the group may be over and another one by now.
        group.OpenFor(lanes);
        for (int lane = 0; lanes > 0; lane++)
        {
            if (group.RouteOf(lane).Count > 0)
            {
                lanes--;
                _sources[lane].Add(group);
            }
        }
    }

    /// <inheritdoc/>
    public void Wake()
    {
        foreach (OutputLane lane in _lanes)
        {
            lane.Wake();
        }
    }

    /// <inheritdoc/>
    public void LiftBound()
    {
    }

    /// <inheritdoc/>
    public Task StopAsync(bool mayDrain, CancellationToken stopAsked)
    {
        CloseOne();
        return _rested.Task;
    }

    /// <inheritdoc/>
    public QueueStatus ReadStatus() => new()
    {
        Type = QueueType.Memory,
        Lanes = [.. _outputs.Select((output, lane) => new LaneStatus(output.Context.Id, _sources[lane].Events, _sources[lane].Bytes, _lanes[lane].WritingSince))],
    };

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>From now on groups that are not delivered are handed over rather than abandoned.</summary>
    public void HandOverTo(Action<EventGroup> successor) => _successor = successor;

    /// <summary>Comes to rest no sooner than a predecessor, which hands over what it has not delivered.</summary>
    /// <param name="ended">Ends when it hands over nothing more; does not fail.</param>
    public void RestAfter(Task ended)
    {
        Interlocked.Increment(ref _open);
        _ = ended.ContinueWith(_ => CloseOne(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private void End(EventGroup group, BatchOutcome outcome)
    {
        if (outcome == BatchOutcome.Abandoned && _successor is { } successor)
        {
            successor(group);
        }
        else if (group.DeadLetters is not null)
        {
            // The lane goes on meanwhile.
            _ = EndAfterDeadLettersAsync(group, outcome);
            return;
        }
        else
        {
            _end.Complete(group, outcome);
        }

        CloseOne();
    }

    private async Task EndAfterDeadLettersAsync(EventGroup group, BatchOutcome outcome)
    {
        try
        {
            await _end.CompleteAsync(group, outcome).ConfigureAwait(false);
        }
        finally
        {
            CloseOne();
        }
    }

    private void CloseOne()
    {
        if (Interlocked.Decrement(ref _open) == 0)
        {
            _rested.TrySetResult();
        }
    }
}

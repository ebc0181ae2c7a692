using El4k.Collector.Events;

namespace El4k.Collector.Plugins;

/// <summary>One address of a <see cref="PipelineBus"/>, guarded by its lock.</summary>
internal sealed class PipelineAddress(Lock gate)
{
    private TaskCompletionSource _listening = New();
    private TaskCompletionSource _unconnected = Ended();
    private readonly List<string> _senders = [];
    private object? _owner;
    private object? _listener;

    /// <summary>The input that has the address; null when none has.</summary>
    public Func<ReadOnlyMemory<Event>, CancellationToken, Task<bool>>? Receiver { get; private set; }

    /// <summary>Ends when an input has the address.</summary>
    public Task Listening => _listening.Task;

    /// <summary>Ends when no output sends to it.</summary>
    public Task Unconnected => _unconnected.Task;

    /// <summary>The id of the pipeline whose input has the address, or had it last.</summary>
    public string Pipeline { get; private set; } = "";

    /// <summary>The ids of the pipelines whose outputs send to it, one for each output.</summary>
    public IReadOnlyList<string> Senders => _senders;

    public IDisposable? Listen(string pipeline, object owner, Func<ReadOnlyMemory<Event>, CancellationToken, Task<bool>> receive)
    {
        if (Receiver is not null && !ReferenceEquals(owner, _owner))
        {
            return null;
        }

        _owner = owner;
        Pipeline = pipeline;
        Receiver = receive;
        _listening.TrySetResult();
        var listener = new PipelineListener(this);
        _listener = listener;
        return listener;
    }

    public void Release(PipelineListener listener)
    {
        lock (gate)
        {
            // One that was followed by another has nothing to release.
            if (ReferenceEquals(listener, _listener))
            {
                Receiver = null;
                _listening = New();
            }
        }
    }

    /// <summary>Called under the lock.</summary>
    public void Connect(string pipeline)
    {
        _senders.Add(pipeline);
        if (_senders.Count == 1)
        {
            _unconnected = New();
        }
    }

    public void Disconnect(string pipeline)
    {
        lock (gate)
        {
            _senders.Remove(pipeline);
            if (_senders.Count == 0)
            {
                _unconnected.TrySetResult();
            }
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource Ended()
    {
        TaskCompletionSource ended = New();
        ended.SetResult();
        return ended;
    }
}

using El4k.Collector.Events;

namespace El4k.Collector.Plugins;

/// <summary>One address of a <see cref="PipelineBus"/>, guarded by its lock.</summary>
internal sealed class PipelineAddress(Lock gate)
{
    private TaskCompletionSource _listening = New();
    private TaskCompletionSource _unconnected = Ended();
    private int _connections;
    private object? _owner;
    private object? _listener;

    /// <summary>The input that has the address; null when none has.</summary>
    public Func<ReadOnlyMemory<Event>, CancellationToken, Task<bool>>? Receiver { get; private set; }

    /// <summary>Ends when an input has the address.</summary>
    public Task Listening => _listening.Task;

    /// <summary>Ends when no output sends to it.</summary>
    public Task Unconnected => _unconnected.Task;

    public IDisposable? Listen(object owner, Func<ReadOnlyMemory<Event>, CancellationToken, Task<bool>> receive)
    {
        if (Receiver is not null && !ReferenceEquals(owner, _owner))
        {
            return null;
        }

        _owner = owner;
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
    public void Connect()
    {
        if (_connections++ == 0)
        {
            _unconnected = New();
        }
    }

    public void Disconnect()
    {
        lock (gate)
        {
            if (--_connections == 0)
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

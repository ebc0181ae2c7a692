namespace El4k.Client.Timing;

/// <summary>Runs a callback some time after the first call to <see cref="Set"/>, once for all calls in between.</summary>
/// <remarks>
/// This is how an idle sender costs nothing and a busy one is not woken per record: setting an alarm that is already set is one
/// read. The callback runs on the thread pool, with the alarm unset, so that what arrives meanwhile sets it again.
/// </remarks>
internal sealed class Alarm : IDisposable
{
    private const int Unset = 0;
    private const int Waiting = 1;
    private const int Hurried = 2;

    private readonly TimeSpan _delay;
    private readonly Action _callback;
    private readonly Action<Exception> _onFault;
    private readonly ITimer _timer;
    private int _state;

    /// <param name="time">The clock.</param>
    /// <param name="delay">The time from the first call to the callback.</param>
    /// <param name="callback">What to run.</param>
    /// <param name="onFault">Receives what the callback throws; on a timer's thread it would end the process.</param>
    public Alarm(TimeProvider time, TimeSpan delay, Action callback, Action<Exception> onFault)
    {
        _delay = delay;
        _callback = callback;
        _onFault = onFault;

        // The alarm lives as long as the client; it must not hold on to the request that happened to be the first.
        var flows = !ExecutionContext.IsFlowSuppressed();
        if (flows)
        {
            ExecutionContext.SuppressFlow();
        }

        _timer = time.CreateTimer(static state => ((Alarm)state!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (flows)
        {
            ExecutionContext.RestoreFlow();
        }
    }

    /// <summary>Sees to it that the callback runs within the delay. Any thread; does not wait.</summary>
    public void Set()
    {
        if (Volatile.Read(ref _state) == Unset && Interlocked.CompareExchange(ref _state, Waiting, Unset) == Unset)
        {
            _timer.Change(_delay, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Sees to it that the callback runs at once.</summary>
    public void Hurry()
    {
        if (Volatile.Read(ref _state) != Hurried && Interlocked.Exchange(ref _state, Hurried) != Hurried)
        {
            _timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Sees to it that the callback runs after <paramref name="delay"/>, unless it is set already.</summary>
    public void SetIn(TimeSpan delay)
    {
        if (Interlocked.CompareExchange(ref _state, Waiting, Unset) == Unset)
        {
            _timer.Change(delay, Timeout.InfiniteTimeSpan);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Ring()
    {
        Interlocked.Exchange(ref _state, Unset);
        try
        {
            _callback();
        }
        catch (Exception e)
        {
            _onFault(e);
        }
    }
}

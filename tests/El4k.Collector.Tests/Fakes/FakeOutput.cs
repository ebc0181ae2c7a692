using System.Collections.Concurrent;
using El4k.Collector.Events;
using El4k.Collector.Plugins;

namespace El4k.Collector.Tests.Fakes;

/// <summary>Keeps what it was given as JSON; can fail at first, or block until it is let go. Closed, it takes nothing more.</summary>
internal sealed class FakeOutput : IOutput, IAsyncDisposable
{
    private readonly FakeOutputOptions _options;
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isStarted;
    private volatile bool _isClosed;
    private int _failures;
    private int _writing;
    private int _mostAtOnce;

    public FakeOutput(FakeOutputOptions options, PluginContext context)
    {
        _options = options;
        Context = context;
    }

    public PluginContext Context { get; }

    public FakeOutputOptions Options => _options;

    public ConcurrentQueue<string> Written { get; } = new();

    /// <summary>The number of events of each write that succeeded.</summary>
    public ConcurrentQueue<int> Sizes { get; } = new();

    /// <summary>The most writes that were under way at the same time.</summary>
    public int MostAtOnce => Volatile.Read(ref _mostAtOnce);

    /// <summary>Whether events came before the start had ended.</summary>
    public bool WroteBeforeItsStart { get; private set; }

    public void Open() => _open.TrySetResult();

    public async Task StartAsync(CancellationToken cancellation)
    {
        if (_options.SlowStart)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellation);
        }

        _isStarted = true;
    }

    public ValueTask DisposeAsync()
    {
        _isClosed = true;
        return ValueTask.CompletedTask;
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<Event> events, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        WroteBeforeItsStart |= !_isStarted;
        _mostAtOnce = Math.Max(_mostAtOnce, Interlocked.Increment(ref _writing));
        try
        {
            if (_options.Blocked)
            {
                await _open.Task.WaitAsync(_options.Deaf ? CancellationToken.None : cancellation);
            }

            if (_options.FailTimes > 0 && Interlocked.Increment(ref _failures) <= _options.FailTimes)
            {
                throw new IOException("planted");
            }

            if (_options.ShortOfMemory && Interlocked.Increment(ref _failures) == 1)
            {
                throw Shortage.Of("output");
            }

            await Task.Yield();
            foreach (Event one in events.ToArray())
            {
                Written.Enqueue(one.ToJson());
            }

            Sizes.Enqueue(events.Length);
        }
        finally
        {
            Interlocked.Decrement(ref _writing);
        }
    }
}

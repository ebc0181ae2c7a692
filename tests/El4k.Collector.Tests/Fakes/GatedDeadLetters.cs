using System.Collections.Concurrent;
using El4k.Collector.Events;
using El4k.Collector.Plugins;

namespace El4k.Collector.Tests.Fakes;

/// <summary>Dead letters whose disk takes nothing until it is opened; then it fails a few times more.</summary>
/// <param name="failures">How many letters fail.</param>
internal sealed class GatedDeadLetters(int failures) : IDeadLetters
{
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _left = failures;

    public ConcurrentQueue<string> Letters { get; } = new();

    public void Open() => _open.TrySetResult();

    public async ValueTask AddAsync(string pluginId, Event refused, string reason)
    {
        await _open.Task.WaitAsync(TimeSpan.FromSeconds(20));
        if (Interlocked.Decrement(ref _left) >= 0)
        {
            throw new IOException("planted");
        }

        Letters.Enqueue(refused.ToJson());
    }
}

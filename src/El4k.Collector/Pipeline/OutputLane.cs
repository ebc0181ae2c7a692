using El4k.Collector.Configuration;
using El4k.Collector.Events;
using El4k.Collector.Plugins;

namespace El4k.Collector.Pipeline;

/// <summary>The way to one output: its events in order, one write under way at a time. Safe for all threads.</summary>
/// <remarks>
/// A lane has no thread of its own. Whoever wakes an idle lane starts it, and it runs until its source has no more. While a write waits for its
/// target, events gather in the source, so that a lane that lags writes more at a time.
/// </remarks>
/// <param name="runsInline">Whether the waker's thread does the work up to the first wait; else the thread pool does all of it.</param>
/// <param name="giveUp">The time to stop is over: what is not written then is abandoned.</param>
internal sealed class OutputLane(
    PluginStep<IOutput> step, ILaneSource source, PipelineSettings settings, TimeProvider clock, bool runsInline, CancellationToken giveUp) : IThreadPoolWorkItem
{
    private const int Idle = 0;
    private const int Running = 1;
    private const int Woken = 2;

    private int _state;

    // Ticks of UTC; 0 when no write is under way.
    private long _writingSince;

    /// <summary>When the write that is under way began; null when none is.</summary>
    public DateTimeOffset? WritingSince => Interlocked.Read(ref _writingSince) is > 0 and long ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>Starts the lane unless it runs; then it looks once more before it rests.</summary>
    public void Wake()
    {
        if (Interlocked.Exchange(ref _state, Woken) != Idle)
        {
            return;
        }

        if (runsInline)
        {
            Execute();
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    /// <inheritdoc/>
    public void Execute() => _ = RunAsync();

    private async Task RunAsync()
    {
        do
        {
            Interlocked.Exchange(ref _state, Running);
            try
            {
                while (source.TryTake(out ReadOnlyMemory<Event> events))
                {
                    Interlocked.Exchange(ref _writingSince, clock.GetUtcNow().UtcTicks);
                    BatchOutcome outcome = await WriteAsync(events).ConfigureAwait(false);
                    Interlocked.Exchange(ref _writingSince, 0);
                    source.Complete(outcome);
                }
            }
            catch (Exception failure)
            {
                // What outputs throw is dealt with below; a lane must outlive whatever else is wrong, also a lack of memory: nobody else would notice that it is dead.
                step.Context.Log.Error($"The lane of the output failed; it goes on in {settings.RestartDelay.TotalSeconds} s.", failure);
                if (!giveUp.IsCancellationRequested)
                {
                    await Task.Delay(settings.RestartDelay, clock, giveUp).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    Interlocked.Exchange(ref _state, Woken);
                }
            }
        }
        while (Interlocked.CompareExchange(ref _state, Idle, Running) != Running);
    }

    private async ValueTask<BatchOutcome> WriteAsync(ReadOnlyMemory<Event> events)
    {
        if (giveUp.IsCancellationRequested)
        {
            return BatchOutcome.Abandoned;
        }

        PluginCounters counters = step.Context.Counters;
        counters.AddReceived(events.Length);
        long start = clock.GetTimestamp();
        while (true)
        {
            try
            {
                await step.Plugin.WriteAsync(events, giveUp).ConfigureAwait(false);
                counters.AddOut(events.Length);
                counters.AddDuration(clock.GetElapsedTime(start));
                return BatchOutcome.Delivered;
            }
            catch (Exception failure)
            {
                if (giveUp.IsCancellationRequested)
                {
                    return BatchOutcome.Abandoned;
                }

                // An output that throws has not said what it delivered: a repeat may double events, giving up would lose them.
                step.Context.Log.Error($"The output {step.PluginName} failed; it is tried again in {settings.RestartDelay.TotalSeconds} s.", failure);
            }

            await Task.Delay(settings.RestartDelay, clock, giveUp).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (giveUp.IsCancellationRequested)
            {
                return BatchOutcome.Abandoned;
            }
        }
    }
}

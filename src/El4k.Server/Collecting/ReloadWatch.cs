namespace El4k.Server.Collecting;

/// <summary>Reloads pipelines whose configuration has changed: at an interval, and when somebody asks.</summary>
internal sealed class ReloadWatch : IAsyncDisposable
{
    private readonly IReadOnlyList<RunningPipeline> _pipelines;
    private readonly Action _reloaded;
    private readonly Dictionary<RunningPipeline, string> _seen;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly Task _watching;

    /// <param name="interval">How often the sources are looked at; null when only a request reloads.</param>
    /// <param name="reloaded">Called after a look that has reloaded something, or tried to.</param>
    public ReloadWatch(IReadOnlyList<RunningPipeline> pipelines, TimeSpan? interval, TimeProvider time, Action reloaded)
    {
        _pipelines = pipelines;
        _reloaded = reloaded;
        _seen = pipelines.ToDictionary(pipeline => pipeline, pipeline => pipeline.Specification.Source.Version());
        _watching = interval is { } length ? WatchAsync(length, time) : Task.CompletedTask;
    }

    /// <summary>Looks at the sources once.</summary>
    /// <param name="always">Also reloads what has not changed.</param>
    public async Task LookAsync(bool always)
    {
        await _one.WaitAsync(_stop.Token).ConfigureAwait(false);
        try
        {
            var isChanged = false;
            foreach (var pipeline in _pipelines)
            {
                var version = pipeline.Specification.Source.Version();
                if (always || version != _seen[pipeline])
                {
                    // Noted also when it cannot be used: it is said once, and tried again when it changes.
                    _seen[pipeline] = version;
                    await pipeline.ReloadAsync(_stop.Token).ConfigureAwait(false);
                    isChanged = true;
                }
            }

            if (isChanged)
            {
                _reloaded();
            }
        }
        finally
        {
            _one.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // A reload under way ends before the pipelines do.
        await _one.WaitAsync().ConfigureAwait(false);
        _one.Dispose();
        _stop.Dispose();
    }

    private async Task WatchAsync(TimeSpan interval, TimeProvider time)
    {
        using var timer = new PeriodicTimer(interval, time);
        while (await timer.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false))
        {
            await LookAsync(always: false).ConfigureAwait(false);
        }
    }
}

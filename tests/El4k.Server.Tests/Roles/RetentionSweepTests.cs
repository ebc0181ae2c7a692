using System.Collections.Concurrent;
using El4k.Server.Roles;
using El4k.Store;
using El4k.Testing;

namespace El4k.Server.Tests.Roles;

public sealed class RetentionSweepTests : IAsyncLifetime
{
    private static readonly TimeSpan Retention = TimeSpan.FromDays(30);
    private static readonly TimeSpan UntilFirstPass = TimeSpan.FromSeconds(10);

    private readonly string _data = Directory.CreateTempSubdirectory("el4k-retention-").FullName;
    private readonly ConcurrentQueue<string> _log = new();

    // Long after the index is made.
    private readonly ManualTime _time = new(new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private StoreEngine _store = null!;

    public async Task InitializeAsync()
    {
        _store = StoreEngine.Open(new StoreOptions { DataPath = _data });
        await _store.CreateIndexAsync("old");
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task An_index_that_is_older_than_the_retention_is_dropped_and_named()
    {
        await using var sweep = new RetentionSweep(_store, Retention, _time, _log.Enqueue);
        _time.Advance(UntilFirstPass);
        await Eventually.HoldsAsync(() => !_log.IsEmpty, () => "the pass ends");

        Assert.False(_store.Exists("old"));
        Assert.Contains("dropped old", Assert.Single(_log), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pass_that_fails_unexpectedly_is_logged_and_the_next_one_comes()
    {
        await using var sweep = new RetentionSweep(_store, Retention, new BrokenClock(_time), _log.Enqueue);
        _time.Advance(UntilFirstPass);
        Assert.Contains("planted", Assert.Single(_log), StringComparison.Ordinal);

        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(2, _log.Count);
    }

    [Fact]
    public async Task Disposal_waits_for_a_pass_that_runs()
    {
        using var reached = new SemaphoreSlim(0);
        using var goOn = new ManualResetEventSlim();
        var sweep = new RetentionSweep(_store, Retention, _time, _ =>
        {
            reached.Release();
            goOn.Wait(TimeSpan.FromSeconds(20));
        });
        _time.Advance(UntilFirstPass);
        Assert.True(await reached.WaitAsync(TimeSpan.FromSeconds(20)));

        var disposal = sweep.DisposeAsync().AsTask();
        Assert.False(disposal.IsCompleted);
        goOn.Set();
        await disposal.WaitAsync(TimeSpan.FromSeconds(20));
    }

    /// <summary>Has timers, but fails to tell the time.</summary>
    private sealed class BrokenClock(TimeProvider timers) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => throw new InvalidOperationException("planted");

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            timers.CreateTimer(callback, state, dueTime, period);
    }
}

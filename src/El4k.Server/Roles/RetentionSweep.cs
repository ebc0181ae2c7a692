using El4k.Store;
using El4k.Store.Errors;

namespace El4k.Server.Roles;

/// <summary>Drops indices whose creation is longer ago than the retention (docs/decisions/0003), once at the start and then each hour.</summary>
internal sealed class RetentionSweep : IAsyncDisposable
{
    private static readonly TimeSpan _interval = TimeSpan.FromHours(1);

    private readonly StoreEngine _store;
    private readonly TimeSpan _retention;
    private readonly TimeProvider _time;
    private readonly Action<string> _log;
    private readonly ITimer? _timer;
    private volatile Task _running = Task.CompletedTask;

    /// <param name="retention">Zero keeps everything.</param>
    public RetentionSweep(StoreEngine store, TimeSpan retention, TimeProvider time, Action<string> log)
    {
        _store = store;
        _retention = retention;
        _time = time;
        _log = log;
        _timer = retention > TimeSpan.Zero ? time.CreateTimer(_ => Begin(), null, TimeSpan.FromSeconds(10), _interval) : null;
    }

    /// <summary>Ends when no pass runs any more: the store may be closed then.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_timer is not null)
        {
            await _timer.DisposeAsync().ConfigureAwait(false);
        }

        await _running.ConfigureAwait(false);
    }

    private void Begin()
    {
        if (_running.IsCompleted)
        {
            _running = SweepAsync();
        }
    }

    private async Task SweepAsync()
    {
        try
        {
            var oldest = _time.GetUtcNow() - _retention;
            var expired = _store.GetStatistics(_store.ResolveNames("*")).Where(index => index.Created < oldest).Select(index => index.Name).ToArray();
            if (expired.Length > 0)
            {
                await _store.DeleteIndicesAsync(expired).ConfigureAwait(false);
                _log($"retention: dropped {string.Join(", ", expired)}, created more than {_retention.TotalDays:0.#} days ago");
            }
        }
        catch (StoreException e)
        {
            // An index that a person deleted at the same moment; the next pass sees what is left.
            _log($"retention: this pass ended early: {e.Message}");
        }
        catch (IOException e)
        {
            _log($"retention: cannot drop an index, trying again in an hour: {e.Message}");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            _log($"retention: this pass failed, trying again in an hour: {e}");
        }
    }
}

using El4k.Store.Errors;
using El4k.Store.Indices;
using El4k.Store.Wal;

namespace El4k.Store;

/// <summary>Decides when indices in memory are written to disk, and does it in the background.</summary>
internal sealed class StoreMaintenance : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // The log may hold this many files before the indices that need the oldest are flushed.
    private const int MaxWalFiles = 4;

    private readonly StoreOptions _options;
    private readonly IndexRegistry _indices;
    private readonly WriteAheadLog _wal;
    private readonly SemaphoreSlim _wake = new(0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;

    /// <summary>Starts.</summary>
    public StoreMaintenance(StoreOptions options, IndexRegistry indices, WriteAheadLog wal)
    {
        _options = options;
        _indices = indices;
        _wal = wal;
        _running = Task.Run(RunAsync);
    }

    /// <summary>After a bulk: wakes the background, and waits if writing to disk has fallen behind, so that memory stays bounded.</summary>
    public async Task ThrottleAsync(IEnumerable<StoredIndex> indices)
    {
        var total = _indices.All.Sum(index => index.MemoryBytes);
        foreach (var index in indices)
        {
            var bytes = index.MemoryBytes;
            if (bytes >= _options.FlushBytes || total >= _options.MemoryBytes)
            {
                Wake();
            }

            if (bytes >= _options.FlushBytes * 2)
            {
                await TryFlushAsync(index);
            }
        }

        if (total >= _options.MemoryBytes * 2 && Largest() is { } largest)
        {
            await TryFlushAsync(largest);
        }
    }

    /// <summary>Flushes an index; that it cannot be written is reported, and its operations stay in memory and log.</summary>
    public async Task TryFlushAsync(StoredIndex index)
    {
        try
        {
            await index.FlushAsync();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or StoreException)
        {
            _options.Log($"index {index.Name} cannot be written to disk, it stays in memory and in the write-ahead log: {exception.Message}");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _stopping.Dispose();
        _wake.Dispose();
    }

    private async Task TryMergeAsync(StoredIndex index)
    {
        try
        {
            // A merge is indexed again in memory, where documents take about three times what they take on disk.
            while (!_stopping.IsCancellationRequested && await index.MergeAsync(_options.FlushBytes / 3))
            {
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or StoreException)
        {
            _options.Log($"segments of index {index.Name} cannot be merged and stay as they are: {exception.Message}");
        }
    }

    private void Wake()
    {
        if (_wake.CurrentCount == 0)
        {
            _wake.Release();
        }
    }

    private async Task RunAsync()
    {
        var wake = _wake.WaitAsync(_stopping.Token);
        while (!_stopping.IsCancellationRequested)
        {
            await Task.WhenAny(wake, Task.Delay(Interval, _options.TimeProvider, _stopping.Token));
            if (wake.IsCompletedSuccessfully)
            {
                wake = _wake.WaitAsync(_stopping.Token);
            }

            if (!_stopping.IsCancellationRequested && !_wal.HasFailed)
            {
                await RunOnceAsync();
            }
        }
    }

    private async Task RunOnceAsync()
    {
        var oldest = _wal.TotalBytes > _options.WalFileBytes * MaxWalFiles ? _wal.IndicesInOldestFile() : [];
        var flushed = false;
        foreach (var index in _indices.All)
        {
            if (index.MemoryBytes >= _options.FlushBytes || index.UnflushedAge >= _options.FlushInterval || oldest.Contains(index.Uuid))
            {
                await TryFlushAsync(index);
                await TryMergeAsync(index);
                flushed = true;
            }
        }

        if (_indices.All.Sum(index => index.MemoryBytes) >= _options.MemoryBytes && Largest() is { } largest)
        {
            await TryFlushAsync(largest);
            await TryMergeAsync(largest);
            flushed = true;
        }

        if (flushed)
        {
            RemoveObsoleteLog();
        }
    }

    private void RemoveObsoleteLog()
    {
        try
        {
            _wal.RemoveObsolete(_indices.IsPersisted);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _options.Log($"files of the write-ahead log that are not needed any more cannot be deleted: {exception.Message}");
        }
    }

    private StoredIndex? Largest() => _indices.All.MaxBy(index => index.MemoryBytes);
}

using El4k.Store.Errors;
using El4k.Store.Indices;
using El4k.Store.Io;
using El4k.Store.Wal;

namespace El4k.Store;

/// <content>Opening, recovery and closing.</content>
public sealed partial class StoreEngine
{
    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _maintenance.DisposeAsync();
        if (!_wal.HasFailed)
        {
            await Task.WhenAll(_indices.All.Select(_maintenance.TryFlushAsync));
            _wal.RemoveObsolete(_indices.IsPersisted);
        }

        Close();
    }

    /// <summary>Closes the store without writing what is in memory, so that the next opening recovers it from the log.</summary>
    internal async Task AbandonAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await _maintenance.DisposeAsync();
            Close();
        }
    }

    /// <summary>Merges segments of an index if some are worth it; the background does so by itself.</summary>
    internal Task<bool> MergeAsync(string name) => _indices.Get(name).MergeAsync(_options.FlushBytes / 3);

    /// <summary>Opens a store that writes through <paramref name="files"/>; tests make it fail.</summary>
    internal static StoreEngine Open(StoreOptions options, FileSystem files)
    {
        var root = Path.GetFullPath(options.DataPath);
        files.CreateDirectory(root);
        var lockFile = Lock(root);
        try
        {
            var environment = new IndexEnvironment(
                files, Path.Combine(root, "indices"), Path.Combine(root, "trash"), options.TimeProvider, options.Log, options.MaxDynamicFields);
            var walPath = Path.Combine(root, "wal");
            files.CreateDirectory(environment.IndicesPath);
            files.CreateDirectory(walPath);
            files.DeleteDirectory(environment.TrashPath);
            files.CreateDirectory(environment.TrashPath);
            files.SyncDirectory(root);
            var storeId = StoreIdentity.ReadOrCreate(files, root);

            var indices = new IndexRegistry(environment);
            indices.Open();
            var recovery = new WalRecovery(files, walPath, storeId, options.Log);
            var existing = recovery.Read((file, payload) => Replay(indices, file, payload, options.Log));
            foreach (var index in indices.All)
            {
                index.FinishRecovery();
            }

            environment.Wal = new WriteAheadLog(files, walPath, storeId, recovery, existing, options.WalFileBytes);
            return new StoreEngine(options, lockFile, indices, environment.Wal);
        }
        catch
        {
            lockFile.Dispose();
            throw;
        }
    }

    private void Close()
    {
        _wal.Dispose();
        foreach (var index in _indices.All)
        {
            index.Dispose();
        }

        _lock.Dispose();
    }

    private static FileStream Lock(string root)
    {
        var path = Path.Combine(root, "lock");
        try
        {
            var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            stream.SetLength(0);
            stream.Write(System.Text.Encoding.ASCII.GetBytes($"{Environment.ProcessId}\n"));
            stream.Flush();
            return stream;
        }
        catch (IOException exception)
        {
            throw new IOException($"{root}: another process has this store open; stop it, or choose another folder ({exception.Message})", exception);
        }
    }

    private static void Replay(IndexRegistry indices, WalFile file, ReadOnlySpan<byte> payload, Action<string> log)
    {
        try
        {
            var batch = new WalBatchReader(payload);

            // Without its index the batch is of one that was deleted since.
            if (indices.Find(batch.IndexId) is { } index)
            {
                file.Note(batch.IndexId, index.Replay(ref batch));
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or StoreException)
        {
            log($"write-ahead log {file.Path}: a record cannot be replayed and is skipped: {exception.Message}");
        }
    }
}

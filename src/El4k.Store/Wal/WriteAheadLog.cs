using El4k.Store.Errors;
using El4k.Store.Io;

namespace El4k.Store.Wal;

/// <summary>The log that makes operations durable before they are acknowledged: one row of files for the whole store.</summary>
/// <remarks>
/// Safe for any number of threads. Records get their order by <see cref="Append"/>; one thread writes and syncs whatever has gathered since
/// its last sync, so that concurrent bulks share one (group commit). When writing fails the log stays failed: which bytes reached the disk
/// is not known any more, and only reading the log back tells.
/// </remarks>
internal sealed class WriteAheadLog : IDisposable
{
    private readonly FileSystem _files;
    private readonly string _directory;
    private readonly Guid _storeId;
    private readonly long _fileBytes;
    private readonly Thread _writer;

    // Under _gate: what gathers for the next write.
    private readonly object _gate = new();
    private byte[] _gathered = new byte[64 << 10];
    private int _gatheredLength;
    private readonly List<(Guid Index, long SequenceNumber)> _gatheredNotes = [];
    private readonly List<(long Sequence, TaskCompletionSource Done)> _waiters = [];
    private long _appended;
    private long _committed;
    private StoreException? _failure;
    private bool _disposed;

    // Under _fileGate: the files; the writer thread alone writes the last one.
    private readonly Lock _fileGate = new();
    private readonly List<WalFile> _closed;
    private WalFile? _current;
    private AppendFile? _file;
    private long _nextFileNumber;
    private byte[] _spare = new byte[64 << 10];

    /// <param name="files">Where to write.</param>
    /// <param name="directory">The log's folder, which exists.</param>
    /// <param name="storeId">Written to each file.</param>
    /// <param name="recovery">What was read back.</param>
    /// <param name="existing">The files that are there.</param>
    /// <param name="fileBytes">Size at which a new file is begun.</param>
    public WriteAheadLog(FileSystem files, string directory, Guid storeId, WalRecovery recovery, IReadOnlyList<WalFile> existing, long fileBytes)
    {
        _files = files;
        _directory = directory;
        _storeId = storeId;
        _fileBytes = fileBytes;
        _closed = [.. existing];
        _nextFileNumber = recovery.LastFileNumber + 1;
        _appended = _committed = recovery.LastSequence;
        _writer = new Thread(Run) { IsBackground = true, Name = "el4k-wal" };
        _writer.Start();
    }

    /// <summary>Sequence of the last record appended.</summary>
    public long AppendedSequence
    {
        get
        {
            lock (_gate)
            {
                return _appended;
            }
        }
    }

    /// <summary>Whether writing failed, so that no operation is taken any more.</summary>
    public bool HasFailed => Volatile.Read(ref _failure) is not null;

    /// <summary>Bytes of all files.</summary>
    public long TotalBytes
    {
        get
        {
            lock (_fileGate)
            {
                return _closed.Sum(file => file.Length) + (_current?.Length ?? 0);
            }
        }
    }

    /// <summary>Puts a record behind all others. It is durable when <see cref="CommitAsync"/> of its sequence is done.</summary>
    /// <param name="indexId">The index that the record is about.</param>
    /// <param name="sequenceNumber">The highest sequence number of the operations in it.</param>
    /// <param name="payload">Copied before the call returns.</param>
    /// <returns>The record's sequence.</returns>
    /// <exception cref="StoreException">The log has failed.</exception>
    public long Append(Guid indexId, long sequenceNumber, ReadOnlySpan<byte> payload)
    {
        lock (_gate)
        {
            ThrowIfFailed();
            var needed = _gatheredLength + WalFormat.RecordHeaderBytes + payload.Length;
            if (_gathered.Length < needed)
            {
                Array.Resize(ref _gathered, Math.Max(needed, _gathered.Length * 2));
            }

            var sequence = ++_appended;
            var record = _gathered.AsSpan(_gatheredLength);
            payload.CopyTo(record[WalFormat.RecordHeaderBytes..]);
            WalFormat.WriteRecordHeader(record, sequence, payload);
            _gatheredLength = needed;
            _gatheredNotes.Add((indexId, sequenceNumber));
            return sequence;
        }
    }

    /// <summary>Waits until a record and all before it are on the disk.</summary>
    /// <exception cref="StoreException">They are not, and never will be: the log has failed.</exception>
    public Task CommitAsync(long sequence)
    {
        lock (_gate)
        {
            if (sequence <= _committed)
            {
                return Task.CompletedTask;
            }

            ThrowIfFailed();
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((sequence, done));
            Monitor.Pulse(_gate);
            return done.Task;
        }
    }

    /// <summary>Deletes the closed files that are not needed any more.</summary>
    /// <param name="isPersisted">Told an index and a sequence number; true if nothing up to it needs the log.</param>
    public void RemoveObsolete(Func<Guid, long, bool> isPersisted)
    {
        lock (_fileGate)
        {
            // The current file counts as closed once all in it is in segments: the next write begins a new one.
            if (_current is not null && _current.Length > WalFormat.HeaderBytes && Monitor.TryEnter(_gate))
            {
                try
                {
                    if (_gatheredLength == 0 && _committed == _appended && _current.IsObsolete(isPersisted))
                    {
                        CloseCurrent();
                    }
                }
                finally
                {
                    Monitor.Exit(_gate);
                }
            }

            foreach (var file in _closed.FindAll(file => file.IsObsolete(isPersisted)))
            {
                _files.Delete(file.Path);
                _closed.Remove(file);
            }
        }
    }

    /// <summary>The indices that keep the oldest file from being deleted.</summary>
    public IReadOnlyCollection<Guid> IndicesInOldestFile()
    {
        lock (_fileGate)
        {
            return _closed.Count == 0 ? [] : [.. _closed[0].Indices];
        }
    }

    /// <summary>Writes what is left and ends the thread.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            Monitor.Pulse(_gate);
        }

        _writer.Join();
        _file?.Dispose();
    }

    private void Run()
    {
        while (true)
        {
            int length;
            long sequence;
            List<(Guid Index, long SequenceNumber)> notes;
            lock (_gate)
            {
                while (_waiters.Count == 0 && !_disposed)
                {
                    Monitor.Wait(_gate);
                }

                if (_failure is not null || (_disposed && _gatheredLength == 0))
                {
                    return;
                }

                (_gathered, _spare) = (_spare, _gathered);
                length = _gatheredLength;
                sequence = _appended;
                notes = [.. _gatheredNotes];
                _gatheredNotes.Clear();
                _gatheredLength = 0;
            }

            StoreException? failure = null;
            try
            {
                Write(_spare.AsSpan(0, length), notes);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
            {
                failure = new StoreException(
                    "cluster_block_exception",
                    503,
                    $"the write-ahead log cannot be written ({exception.Message}); nothing more is accepted until the store is opened again, reading goes on");
            }

            Complete(sequence, failure);
        }
    }

    private void Write(ReadOnlySpan<byte> records, List<(Guid Index, long SequenceNumber)> notes)
    {
        lock (_fileGate)
        {
            if (_current is not null && _current.Length >= _fileBytes)
            {
                CloseCurrent();
            }

            if (_current is null)
            {
                var number = _nextFileNumber++;
                var path = Path.Combine(_directory, WalFormat.FileName(number));
                _file = _files.Create(path);
                _current = new WalFile(number, path);
                _file.Write(WalFormat.Header(_storeId, number));
                _files.SyncDirectory(_directory);
            }

            foreach (var (index, sequenceNumber) in notes)
            {
                _current.Note(index, sequenceNumber);
            }

            _current.Length = _file!.Length + records.Length;
            _file.Write(records);
        }

        _file.Sync();
    }

    private void Complete(long sequence, StoreException? failure)
    {
        List<TaskCompletionSource> done = [];
        lock (_gate)
        {
            if (failure is null)
            {
                _committed = sequence;
            }
            else
            {
                _failure = failure;
            }

            for (var i = _waiters.Count - 1; i >= 0; i--)
            {
                if (failure is not null || _waiters[i].Sequence <= sequence)
                {
                    done.Add(_waiters[i].Done);
                    _waiters.RemoveAt(i);
                }
            }

            // One very large bulk must not keep its buffer for ever.
            if (_spare.Length > 16 << 20)
            {
                _spare = new byte[64 << 10];
            }
        }

        foreach (var waiter in done)
        {
            if (failure is null)
            {
                waiter.SetResult();
            }
            else
            {
                waiter.SetException(failure);
            }
        }
    }

    private void CloseCurrent()
    {
        _file!.Dispose();
        _closed.Add(_current!);
        _current = null;
        _file = null;
    }

    private void ThrowIfFailed()
    {
        if (_failure is not null)
        {
            throw _failure;
        }

        ObjectDisposedException.ThrowIf(_disposed, this);
    }
}

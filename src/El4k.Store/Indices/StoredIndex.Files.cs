using El4k.Store.Errors;
using El4k.Store.Io;
using El4k.Store.Segments;

namespace El4k.Store.Indices;

/// <content>Segment files: opening, flushing, and what is damaged.</content>
internal sealed partial class StoredIndex
{
    private readonly SemaphoreSlim _flushing = new(1, 1);
    private readonly List<string> _damage = [];

    // Segments that could not be opened stay in the manifest, so that their files are kept for whoever can mend them.
    private readonly List<ManifestSegment> _unreadable = [];

    // The live rows that each segment's file on disk says.
    private readonly Dictionary<string, (RowSet? Rows, string? File)> _savedLiveRows = new(StringComparer.Ordinal);
    private int _liveRowsNumber;

    // Under the writer's gate; 0 while nothing waits to be written.
    private long _unflushedSince;

    /// <summary>Bytes in memory that a flush would free.</summary>
    public long MemoryBytes
    {
        get
        {
            var state = State;
            return state.Current.SizeInBytes + state.Slots.Sum(slot => slot.Source.MemoryBytes);
        }
    }

    /// <summary>How long the oldest operation that is only in memory and log has been there; zero if there is none.</summary>
    public TimeSpan UnflushedAge =>
        Volatile.Read(ref _unflushedSince) is not 0 and var since ? _environment.Time.GetElapsedTime(since) : TimeSpan.Zero;

    /// <summary>Writes what is in memory to segment files; durable when the task is done.</summary>
    /// <exception cref="IOException">The files cannot be written; everything stays in memory and log.</exception>
    /// <exception cref="StoreException">The log has failed.</exception>
    public async Task FlushAsync()
    {
        await _flushing.WaitAsync();
        try
        {
            if (Volatile.Read(ref _deleted) || Freeze() is not { } frozen)
            {
                return;
            }

            // What is not acknowledged yet must not get into a file: the log decides whether it happened.
            await _environment.Wal.CommitAsync(frozen.WalSequence);
            Publish(frozen.State);
            foreach (var segment in frozen.State.Slots.Select(slot => slot.Source).OfType<FrozenSegment>())
            {
                WriteSegment(segment);
            }

            await SaveAsync(frozen.PersistedSequenceNumber);
        }
        catch (IOException) when (Volatile.Read(ref _deleted))
        {
            // The folder was deleted under the flush, and with it the need.
        }
        catch (IOException)
        {
            Volatile.Write(ref _unflushedSince, _environment.Time.GetTimestamp());
            throw;
        }
        finally
        {
            _flushing.Release();
        }
    }

    /// <summary>Lets go of the segment files; after it only searches that already run read them.</summary>
    public void Dispose()
    {
        foreach (var slot in _writer.Slots)
        {
            slot.Source.Release();
        }

        _flushing.Dispose();
    }

    private (IndexState State, long WalSequence, long PersistedSequenceNumber)? Freeze()
    {
        lock (_writer.Gate)
        {
            var persisted = _writer.NextSequenceNumber - 1;
            if (persisted == PersistedSequenceNumber && !_writer.Slots.Any(slot => slot.Source is FrozenSegment))
            {
                return null;
            }

            _writer.Freeze();
            Volatile.Write(ref _unflushedSince, 0);
            return (_writer.MakeState(), _environment.Wal.AppendedSequence, persisted);
        }
    }

    private void WriteSegment(FrozenSegment segment)
    {
        var path = Path.Combine(Directory, segment.Name + SegmentFormat.Extension);
        var length = SegmentFileWriter.Write(_environment.Files, path, segment);
        _environment.Files.SyncDirectory(Directory);
        var file = new SegmentFile(path, length);
        lock (_writer.Gate)
        {
            if (_deleted)
            {
                file.Release();
                return;
            }

            _writer.Replace(segment, file);
        }
    }

    private async Task SaveAsync(long persistedSequenceNumber)
    {
        // Deletions that a file of live rows is about to say must be durable in the log before.
        IndexState state;
        long walSequence;
        lock (_writer.Gate)
        {
            state = _writer.MakeState();
            walSequence = _environment.Wal.AppendedSequence;
        }

        await _environment.Wal.CommitAsync(walSequence);
        Publish(state);
        lock (_writer.Gate)
        {
            if (_deleted)
            {
                return;
            }

            var segments = state.Slots.Where(slot => slot.Source is SegmentFile).Select(SaveLiveRows);
            SaveManifest(_manifest with
            {
                PersistedSequenceNumber = persistedSequenceNumber,
                NextSegmentNumber = _writer.SegmentNumber,
                Segments = [.. _unreadable, .. segments],
            });
            PersistedSequenceNumber = persistedSequenceNumber;
            DeleteLeftovers();
        }
    }

    private ManifestSegment SaveLiveRows(SegmentSlot slot)
    {
        var source = slot.Source;
        var (savedRows, savedFile) = _savedLiveRows.GetValueOrDefault(source.Name);
        if (!ReferenceEquals(savedRows, slot.Reader.LiveRows))
        {
            savedRows = slot.Reader.LiveRows;
            savedFile = null;
            if (savedRows is not null)
            {
                savedFile = $"{source.Name}.{++_liveRowsNumber}.live";
                _environment.Files.Replace(Path.Combine(Directory, savedFile), LiveRowsFile.Encode(savedRows));
            }

            _savedLiveRows[source.Name] = (savedRows, savedFile);
        }

        return new ManifestSegment(source.Name, source.RowCount, source.DiskBytes, savedFile);
    }

    private void SaveManifest(IndexManifest manifest)
    {
        _manifest = manifest with { Mapping = _writer.Mapping.ToMapping() };
        ManifestFile.Write(_environment.Files, Directory, _manifest);
    }

    private List<SegmentSlot> OpenSegments(IndexManifest manifest)
    {
        var slots = new List<SegmentSlot>();
        foreach (var segment in manifest.Segments)
        {
            try
            {
                var file = new SegmentFile(Path.Combine(Directory, segment.Name + SegmentFormat.Extension), segment.Length);
                slots.Add(new SegmentSlot(file, ReadLiveRows(segment)));
            }
            catch (IOException exception)
            {
                Report($"segment {segment.Name} of index {Name} with {segment.Rows} documents cannot be read: {exception.Message}");
                _unreadable.Add(segment);
            }
        }

        DeleteLeftovers();
        return slots;
    }

    private RowSet? ReadLiveRows(ManifestSegment segment)
    {
        if (segment.LiveRows is null)
        {
            return null;
        }

        _liveRowsNumber = Math.Max(_liveRowsNumber, NumberOf(segment.LiveRows));
        try
        {
            var rows = LiveRowsFile.Read(Path.Combine(Directory, segment.LiveRows), segment.Rows);
            _savedLiveRows[segment.Name] = (rows, segment.LiveRows);
            return rows;
        }
        catch (IOException exception)
        {
            Report($"deletions in segment {segment.Name} of index {Name} cannot be read, its deleted documents show again: {exception.Message}");
            return null;
        }
    }

    // Files that the manifest does not name: from a flush that was interrupted, or deletions that were replaced.
    private void DeleteLeftovers()
    {
        var named = _manifest.Segments.SelectMany(segment => new[] { segment.Name + SegmentFormat.Extension, segment.LiveRows });
        var keep = named.Append(ManifestFile.FileName).Append(ManifestFile.CopyName).ToHashSet(StringComparer.Ordinal);
        foreach (var path in System.IO.Directory.EnumerateFiles(Directory))
        {
            if (!keep.Contains(Path.GetFileName(path)))
            {
                DeleteLeftover(path);
            }
        }
    }

    private void DeleteLeftover(string path)
    {
        try
        {
            _environment.Files.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Windows keeps files that a search still reads; the next flush tries again.
            _environment.Log($"{path} is not needed any more but cannot be deleted yet: {exception.Message}");
        }
    }

    private List<string> DamageOf(IndexState state)
    {
        lock (_damage)
        {
            return [.. _damage, .. state.Slots.Select(slot => slot.Source).OfType<SegmentFile>().SelectMany(file => file.Damage)];
        }
    }

    private void Report(string damage)
    {
        _environment.Log(damage);
        lock (_damage)
        {
            _damage.Add(damage);
        }
    }

    // The number in 00000001.7.live.
    private static int NumberOf(string liveRowsFile) => int.TryParse(liveRowsFile.Split('.')[1], out var number) ? number : 0;
}

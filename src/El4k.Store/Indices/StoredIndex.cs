using El4k.Store.Errors;
using El4k.Store.Mapping;
using El4k.Store.Wal;

namespace El4k.Store.Indices;

/// <summary>One index of the store: its writer, the state that searches see, and its folder.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed partial class StoredIndex : IDisposable
{
    private readonly IndexEnvironment _environment;
    private readonly IndexWriter _writer;
    private readonly WalBatchWriter _batch = new();
    private readonly Lock _publishing = new();
    private IndexState _published;

    // Under the writer's gate: what the folder holds.
    private IndexManifest _manifest;
    private bool _deleted;

    /// <summary>Opens an index from its manifest; <see cref="Replay"/> and <see cref="FinishRecovery"/> come before anything else.</summary>
    public StoredIndex(IndexEnvironment environment, IndexManifest manifest)
    {
        _environment = environment;
        _manifest = manifest;
        Name = manifest.Name;
        Uuid = manifest.Uuid;
        Created = manifest.Created;
        Settings = manifest.Settings;
        Directory = Path.Combine(environment.IndicesPath, manifest.Name);
        _writer = new IndexWriter(
            manifest.Mapping, OpenSegments(manifest), manifest.PersistedSequenceNumber + 1, manifest.NextSegmentNumber, environment.MaxDynamicFields);
        PersistedSequenceNumber = manifest.PersistedSequenceNumber;
        _published = _writer.MakeState();
    }

    /// <summary>The index's name.</summary>
    public string Name { get; }

    /// <summary>Unique over time.</summary>
    public Guid Uuid { get; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset Created { get; }

    /// <summary>The settings as given at creation.</summary>
    public string Settings { get; }

    /// <summary>Its folder.</summary>
    public string Directory { get; }

    /// <summary>Operations up to this one are in segment files.</summary>
    public long PersistedSequenceNumber { get; private set; }

    /// <summary>What searches see.</summary>
    public IndexState State => Volatile.Read(ref _published);

    /// <summary>Makes the folder and manifest of a new index; durable on return.</summary>
    public static StoredIndex Create(IndexEnvironment environment, string name, string settings, IndexMapping mapping)
    {
        var manifest = new IndexManifest(name, Guid.NewGuid(), environment.Time.GetUtcNow(), settings, mapping, -1, 1, []);
        var directory = Path.Combine(environment.IndicesPath, name);
        environment.Files.CreateDirectory(directory);
        ManifestFile.Write(environment.Files, directory, manifest);
        environment.Files.SyncDirectory(environment.IndicesPath);
        return new StoredIndex(environment, manifest);
    }

    /// <summary>Performs operations again that the log holds, except those already in segments.</summary>
    /// <returns>The highest sequence number of the batch.</returns>
    public long Replay(ref WalBatchReader batch)
    {
        lock (_writer.Gate)
        {
            var highest = -1L;
            while (batch.MoveNext())
            {
                highest = Math.Max(highest, batch.SequenceNumber);
                if (batch.SequenceNumber > PersistedSequenceNumber)
                {
                    _writer.Replay(ref batch);
                }
            }

            return highest;
        }
    }

    /// <summary>Shows what was replayed.</summary>
    public void FinishRecovery()
    {
        lock (_writer.Gate)
        {
            if (_writer.NextSequenceNumber - 1 > PersistedSequenceNumber)
            {
                Volatile.Write(ref _unflushedSince, _environment.Time.GetTimestamp());
            }

            Publish(_writer.MakeState());
        }
    }

    /// <summary>Performs operations in memory and appends them to the log.</summary>
    /// <param name="operations">Operations of a bulk.</param>
    /// <param name="positions">Which of them are on this index, in order.</param>
    /// <param name="results">Receives the results at the same positions.</param>
    /// <returns>What to publish, and the log's sequence that must be durable before; null if nothing changed.</returns>
    /// <exception cref="StoreException">The index is gone, or the log has failed.</exception>
    public PendingState? Apply(IReadOnlyList<BulkOperation> operations, IReadOnlyList<int> positions, BulkItemResult[] results)
    {
        lock (_writer.Gate)
        {
            ThrowIfDeleted();
            _batch.Begin(Uuid, _writer.IdPrefix);
            foreach (var position in positions)
            {
                results[position] = _writer.Apply(operations[position], _batch);
            }

            if (_batch.Count == 0)
            {
                return null;
            }

            if (_unflushedSince == 0)
            {
                Volatile.Write(ref _unflushedSince, _environment.Time.GetTimestamp());
            }

            var sequence = _environment.Wal.Append(Uuid, _writer.NextSequenceNumber - 1, _batch.Complete());
            return new PendingState(this, _writer.MakeState(), sequence);
        }
    }

    /// <summary>Shows a state to searches, unless a later one is shown already.</summary>
    public void Publish(IndexState state)
    {
        lock (_publishing)
        {
            if (state.Number > _published.Number)
            {
                Volatile.Write(ref _published, state);
            }
        }
    }

    /// <summary>Adds fields to the mapping, which are durable on return.</summary>
    /// <returns>What to publish, and the log's sequence that must be durable before.</returns>
    /// <exception cref="StoreException"><c>illegal_argument_exception</c>.</exception>
    public PendingState PutMapping(IndexMapping update, bool settingsGiven)
    {
        lock (_writer.Gate)
        {
            ThrowIfDeleted();

            // Columns keep the shape that the mapping gave them, so rows under another mapping go to another segment.
            _writer.PutMapping(update, settingsGiven);
            _writer.Freeze();
            SaveManifest(_manifest);
            return new PendingState(this, _writer.MakeState(), _environment.Wal.AppendedSequence);
        }
    }

    /// <summary>Takes no operations any more, moves the folder out of the way, and lets go of the segments; searches that run finish.</summary>
    public void Delete()
    {
        lock (_writer.Gate)
        {
            ThrowIfDeleted();
            Volatile.Write(ref _deleted, true);
            var trash = Path.Combine(_environment.TrashPath, Uuid.ToString());
            _environment.Files.Move(Directory, trash);
            _environment.Files.SyncDirectory(_environment.IndicesPath);
            foreach (var slot in _writer.Slots)
            {
                slot.Source.Release();
            }

            _environment.Files.DeleteDirectory(trash);
        }
    }

    /// <summary>Takes a snapshot for a search.</summary>
    public IndexSnapshot AcquireSnapshot()
    {
        while (true)
        {
            var state = State;
            var acquired = 0;
            while (acquired < state.Slots.Count && state.Slots[acquired].Source.TryAcquire())
            {
                acquired++;
            }

            if (acquired == state.Slots.Count)
            {
                return new StateSnapshot(Name, state);
            }

            // A segment was closed in between, so a later state without it is there, unless the index itself is gone.
            for (var i = 0; i < acquired; i++)
            {
                state.Slots[i].Source.Release();
            }

            if (Volatile.Read(ref _deleted))
            {
                throw StoreErrors.IndexNotFound(Name);
            }
        }
    }

    /// <summary>Figures of the index.</summary>
    public IndexStatistics GetStatistics()
    {
        var state = State;
        var damage = DamageOf(state);
        var rows = state.Readers.Sum(reader => (long)reader.RowCount);
        var live = state.Readers.Sum(reader => (long)reader.LiveRowCount);
        return new IndexStatistics
        {
            Name = Name,
            Uuid = Uuid.ToString("N"),
            Health = damage.Count == 0 ? IndexHealth.Green : IndexHealth.Yellow,
            Created = Created,
            Documents = live,
            DeletedDocuments = rows - live,
            DiskBytes = state.Slots.Sum(slot => slot.Source.DiskBytes),
            MemoryBytes = state.Slots.Sum(slot => slot.Source.MemoryBytes) + state.Current.SizeInBytes,
            Segments = state.Slots.Count(slot => slot.Source.DiskBytes > 0),
            Fields = state.Mapping.Fields.Count,
            Damage = damage,
        };
    }

    private void ThrowIfDeleted()
    {
        if (_deleted)
        {
            throw StoreErrors.IndexNotFound(Name);
        }
    }
}

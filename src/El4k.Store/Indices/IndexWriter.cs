using System.Buffers;
using System.Text;
using El4k.Store.Documents;
using El4k.Store.Errors;
using El4k.Store.Io;
using El4k.Store.Mapping;
using El4k.Store.Segments;
using El4k.Store.Wal;

namespace El4k.Store.Indices;

/// <summary>Performs operations on one index: ids, versions, deletions, and the segment that grows.</summary>
/// <remarks>Every member is called under <see cref="Gate"/>. What it changes is seen by nobody until a state made by <see cref="MakeState"/> is published.</remarks>
internal sealed class IndexWriter
{
    private const int MaxIdBytes = 512;
    private const int MaxDeletedVersions = 100_000;

    private readonly int _maxFields;
    private readonly List<SegmentSlot> _slots;
    private readonly byte[] _idPrefix = AutoId.NewPrefix();
    private readonly Dictionary<string, long> _deletedVersions = new(StringComparer.Ordinal);

    // Deletions since the last state: in finished segments a changed copy each, in the growing segment one set that is copied for each state.
    private readonly Dictionary<SegmentSource, RowSet> _changedLiveRows = [];
    private RowSet? _currentLiveRows;

    private DocumentParser _parser;
    private long _nextIdCount;
    private long _stateNumber;
    private int _segmentNumber;

    /// <param name="mapping">The index's fields.</param>
    /// <param name="slots">Its finished segments, oldest first.</param>
    /// <param name="nextSequenceNumber">The sequence number of the next operation.</param>
    /// <param name="nextSegmentNumber">The number of the next segment.</param>
    /// <param name="maxFields">Fields that dynamic mapping adds at most.</param>
    public IndexWriter(IndexMapping mapping, IEnumerable<SegmentSlot> slots, long nextSequenceNumber, int nextSegmentNumber, int maxFields)
    {
        Mapping = new MappingBuilder(mapping);
        _maxFields = maxFields;
        _slots = [.. slots];
        NextSequenceNumber = nextSequenceNumber;
        _segmentNumber = nextSegmentNumber;
        _parser = new DocumentParser(Mapping, maxFields);
    }

    /// <summary>Taken around every use of the writer.</summary>
    public Lock Gate { get; } = new();

    /// <summary>The fields.</summary>
    public MappingBuilder Mapping { get; }

    /// <summary>The segment that grows.</summary>
    public SegmentBuilder Builder { get; private set; } = new();

    /// <summary>The finished segments, oldest first.</summary>
    public IReadOnlyList<SegmentSlot> Slots => _slots;

    /// <summary>The sequence number that the next operation gets.</summary>
    public long NextSequenceNumber { get; private set; }

    /// <summary>The number that the segment which grows gets on disk.</summary>
    public int SegmentNumber => _segmentNumber;

    /// <summary>Prefix of the ids made for this index until it is closed.</summary>
    public ReadOnlySpan<byte> IdPrefix => _idPrefix;

    /// <summary>Performs one operation and adds what it did to the log's batch.</summary>
    /// <returns>What became of it; refusals are results, not exceptions.</returns>
    public BulkItemResult Apply(in BulkOperation operation, WalBatchWriter log)
    {
        try
        {
            return operation.Action switch
            {
                BulkAction.Delete => Delete(operation, log),
                BulkAction.Update => Update(operation, log),
                _ => Write(operation, operation.Source.Span, log),
            };
        }
        catch (StoreException exception)
        {
            return new BulkItemResult
            {
                Action = operation.Action,
                Index = operation.Index,
                Id = operation.Id,
                Status = exception.Status,
                Error = exception.Error,
            };
        }
    }

    /// <summary>Performs an operation that the log holds again. What it did then it does now, whatever the mapping has become.</summary>
    public void Replay(ref WalBatchReader operation)
    {
        NextSequenceNumber = Math.Max(NextSequenceNumber, operation.SequenceNumber + 1);
        var madeId = operation.IdCount >= 0 ? Encoding.UTF8.GetBytes(AutoId.Format(operation.IdPrefix, operation.IdCount)) : null;
        if (madeId is null && TryFind(operation.Id, out var old))
        {
            MarkDeleted(old);
        }

        if (operation.Kind == WalOperationKind.Delete)
        {
            return;
        }

        _parser.Parse(operation.Source, lenient: true);
        _parser.Accept();
        if (madeId is null)
        {
            Builder.Append(_parser, operation.Source, operation.Id, operation.SequenceNumber, operation.Version);
        }
        else
        {
            Builder.Append(_parser, operation.Source, operation.IdPrefix.ToArray(), operation.IdCount, operation.SequenceNumber, operation.Version);
        }
    }

    /// <summary>Adds fields to the mapping.</summary>
    /// <exception cref="StoreException"><c>illegal_argument_exception</c>; nothing is then changed.</exception>
    public void PutMapping(IndexMapping update, bool settingsGiven)
    {
        Mapping.Merge(update, settingsGiven);
        _parser = new DocumentParser(Mapping, _maxFields);
        Builder.ForgetWriters();
    }

    /// <summary>Makes the segment that grows a finished one and begins another.</summary>
    /// <returns>The finished segment and its number, or null if it has no rows.</returns>
    public FrozenSegment? Freeze()
    {
        if (Builder.RowCount == 0)
        {
            return null;
        }

        Builder.Measure();
        var frozen = new FrozenSegment(Builder, SegmentName(_segmentNumber++));
        _slots.Add(new SegmentSlot(frozen, LiveRowsOf(Builder.RowCount)));
        Builder = new SegmentBuilder();
        _currentLiveRows = null;
        _deletedVersions.Clear();
        return frozen;
    }

    /// <summary>Puts a segment in the place of one that holds the same rows in the same order; deletions are carried over.</summary>
    public void Replace(SegmentSource replaced, SegmentSource source)
    {
        FoldDeletions();
        var index = _slots.FindIndex(slot => slot.Source == replaced);
        _slots[index] = new SegmentSlot(source, _slots[index].Reader.LiveRows);
    }

    /// <summary>Puts a merged segment in the place of those it was made of; what was deleted since is deleted in it too.</summary>
    /// <param name="merged">Neighbours among the finished segments.</param>
    /// <param name="source">The new segment, or null if none of their rows is left.</param>
    /// <param name="newRows">For each of <paramref name="merged"/> the new row of each old one, -1 for none.</param>
    public void ReplaceMerged(IReadOnlyList<SegmentSource> merged, SegmentSource? source, IReadOnlyList<int[]> newRows)
    {
        FoldDeletions();
        var first = _slots.FindIndex(slot => slot.Source == merged[0]);
        var live = source is null ? null : RowSet.All(source.RowCount);
        for (var i = 0; i < merged.Count; i++)
        {
            var index = _slots.FindIndex(slot => slot.Source == merged[i]);
            var now = _slots[index].Reader.LiveRows;
            for (var row = 0; now is not null && row < newRows[i].Length; row++)
            {
                if (newRows[i][row] >= 0 && !now[row])
                {
                    live!.Remove(newRows[i][row]);
                }
            }

            _slots.RemoveAt(index);
        }

        if (source is not null)
        {
            _slots.Insert(first, new SegmentSlot(source, live!.Count() == source.RowCount ? null : live));
        }
    }

    /// <summary>Takes a number for a segment that is not the one which grows.</summary>
    public int TakeSegmentNumber() => _segmentNumber++;

    /// <summary>The index as it is now, for searches.</summary>
    public IndexState MakeState()
    {
        FoldDeletions();
        Builder.Measure();
        var current = new MemorySegment(Builder, SegmentName(_segmentNumber), Builder.RowCount, LiveRowsOf(Builder.RowCount));
        return new IndexState(++_stateNumber, [.. _slots], current, Mapping.ToMapping());
    }

    /// <summary>The name of a segment, also of its file without extension.</summary>
    public static string SegmentName(int number) => $"{number:D8}";

    private BulkItemResult Write(in BulkOperation operation, ReadOnlySpan<byte> source, WalBatchWriter log)
    {
        var id = operation.Id is null ? null : IdBytes(operation.Id);
        var old = default(FoundRow);
        var exists = id is not null && TryFind(id, out old);
        if (exists && operation.Action == BulkAction.Create)
        {
            throw StoreErrors.VersionConflict(operation.Id!, $"document already exists (current version [{old.Version}])");
        }

        CheckConditions(operation, exists, old);
        _parser.Parse(source, lenient: false);
        _parser.Accept();
        var version = NextVersion(operation, exists, old);
        var sequenceNumber = NextSequenceNumber++;
        var madeId = operation.Id;
        if (id is null)
        {
            var count = _nextIdCount++;
            Builder.Append(_parser, source, _idPrefix, count, sequenceNumber, version);
            log.AddIndex(count, sequenceNumber, version, source);
            madeId = AutoId.Format(_idPrefix, count);
        }
        else
        {
            if (exists)
            {
                MarkDeleted(old);
            }

            Builder.Append(_parser, source, id, sequenceNumber, version);
            log.AddIndex(id, sequenceNumber, version, source);
        }

        return new BulkItemResult
        {
            Action = operation.Action,
            Index = operation.Index,
            Id = madeId,
            Status = exists ? 200 : 201,
            Result = exists ? DocumentResult.Updated : DocumentResult.Created,
            Version = version,
            SequenceNumber = sequenceNumber,
        };
    }

    private BulkItemResult Update(in BulkOperation operation, WalBatchWriter log)
    {
        if (operation.Id is null)
        {
            throw new StoreException("action_request_validation_exception", 400, "Validation Failed: 1: id is missing;");
        }

        var update = new PartialUpdate(operation.Source);
        if (!TryFind(IdBytes(operation.Id), out var old))
        {
            return update.Insert() is { } inserted ? Write(operation, inserted, log) : throw StoreErrors.DocumentMissing(operation.Id);
        }

        CheckConditions(operation, exists: true, old);
        var buffer = new ArrayBufferWriter<byte>();
        ReadSource(old, buffer);
        if (update.Apply(buffer.WrittenSpan) is { } merged)
        {
            return Write(operation, merged, log);
        }

        return new BulkItemResult
        {
            Action = operation.Action,
            Index = operation.Index,
            Id = operation.Id,
            Status = 200,
            Result = DocumentResult.Noop,
            Version = old.Version,
            SequenceNumber = old.SequenceNumber,
        };
    }

    private BulkItemResult Delete(in BulkOperation operation, WalBatchWriter log)
    {
        if (operation.Id is null)
        {
            throw new StoreException("action_request_validation_exception", 400, "Validation Failed: 1: id is missing;");
        }

        var id = IdBytes(operation.Id);
        var exists = TryFind(id, out var old);
        CheckConditions(operation, exists, old);
        var version = NextVersion(operation, exists, old);
        var sequenceNumber = NextSequenceNumber++;
        if (exists)
        {
            MarkDeleted(old);
            RememberVersion(operation.Id, version);
            log.AddDelete(id, sequenceNumber, version);
        }

        return new BulkItemResult
        {
            Action = operation.Action,
            Index = operation.Index,
            Id = operation.Id,
            Status = exists ? 200 : 404,
            Result = exists ? DocumentResult.Deleted : DocumentResult.NotFound,
            Version = version,
            SequenceNumber = sequenceNumber,
        };
    }

    private static byte[] IdBytes(string id)
    {
        var bytes = Encoding.UTF8.GetBytes(id);
        return bytes.Length is > 0 and <= MaxIdBytes
            ? bytes
            : throw StoreErrors.IllegalArgument($"id [{(id.Length > 40 ? id[..40] + "..." : id)}] must be 1 to {MaxIdBytes} bytes long, but is {bytes.Length}");
    }

    private static void CheckConditions(in BulkOperation operation, bool exists, FoundRow old)
    {
        if (operation.IfSequenceNumber is { } wanted)
        {
            var actual = exists ? old.SequenceNumber : -2;
            if (actual != wanted || operation.IfPrimaryTerm is not (null or 1))
            {
                var term = operation.IfPrimaryTerm ?? 1;
                throw StoreErrors.VersionConflict(operation.Id ?? "", exists
                    ? $"required seqNo [{wanted}], primary term [{term}]. current document has seqNo [{actual}] and primary term [1]"
                    : $"required seqNo [{wanted}], primary term [{term}]. but no document was found");
            }
        }

        if (operation.VersionType == VersionType.Internal || !exists)
        {
            return;
        }

        var given = operation.Version ?? throw StoreErrors.IllegalArgument("an external version_type needs a [version]");
        if (operation.VersionType == VersionType.External ? old.Version >= given : old.Version > given)
        {
            var relation = operation.VersionType == VersionType.External ? "higher or equal to" : "higher than";
            throw StoreErrors.VersionConflict(operation.Id ?? "", $"current version [{old.Version}] is {relation} the one provided [{given}]");
        }
    }

    private long NextVersion(in BulkOperation operation, bool exists, FoundRow old)
    {
        if (operation.VersionType != VersionType.Internal)
        {
            return operation.Version ?? 1;
        }

        return exists ? old.Version + 1
            : operation.Id is not null && _deletedVersions.Remove(operation.Id, out var deleted) ? deleted + 1
            : 1;
    }

    private bool TryFind(ReadOnlySpan<byte> id, out FoundRow found)
    {
        var row = Builder.Ids.FindLastRow(id, Builder.RowCount);
        if (row >= 0)
        {
            // The newest row with the id decides: an older one was deleted when this one came.
            found = new FoundRow(null, row, Builder.Versions.GetVersion(row), Builder.Versions.GetSequenceNumber(row));
            return _currentLiveRows is null || row >= _currentLiveRows.RowCount || _currentLiveRows[row];
        }

        for (var i = _slots.Count - 1; i >= 0; i--)
        {
            var reader = _slots[i].Reader;
            row = reader.FindRow(id);
            if (row < 0)
            {
                continue;
            }

            if (_changedLiveRows.TryGetValue(_slots[i].Source, out var live) && !live[row])
            {
                break;
            }

            found = new FoundRow(_slots[i], row, reader.GetVersion(row), reader.GetSequenceNumber(row));
            return true;
        }

        found = default;
        return false;
    }

    private void ReadSource(FoundRow found, IBufferWriter<byte> destination)
    {
        if (found.Slot is { } slot)
        {
            slot.Reader.ReadSource(found.Row, destination);
        }
        else
        {
            Builder.Sources.Read(found.Row, destination);
        }
    }

    // So that a document written again soon after its deletion goes on counting, as in Elasticsearch.
    private void RememberVersion(string id, long version)
    {
        if (_deletedVersions.Count >= MaxDeletedVersions)
        {
            _deletedVersions.Clear();
        }

        _deletedVersions[id] = version;
    }

    private void MarkDeleted(FoundRow found)
    {
        if (found.Slot is { } slot)
        {
            if (!_changedLiveRows.TryGetValue(slot.Source, out var live))
            {
                live = slot.Reader.LiveRows?.Clone() ?? RowSet.All(slot.Reader.RowCount);
                _changedLiveRows.Add(slot.Source, live);
            }

            live.Remove(found.Row);
            return;
        }

        if (_currentLiveRows is null || found.Row >= _currentLiveRows.RowCount)
        {
            // Grown by half as much again, so that deletions between appends do not copy the set each time.
            var size = Math.Max(1024, Builder.RowCount + (Builder.RowCount / 2));
            _currentLiveRows = _currentLiveRows?.Resized(size, value: true) ?? RowSet.All(size);
        }

        _currentLiveRows.Remove(found.Row);
    }

    /// <summary>Makes deletions in finished segments part of their slots.</summary>
    public void FoldDeletions()
    {
        foreach (var (source, live) in _changedLiveRows)
        {
            var index = _slots.FindIndex(slot => slot.Source == source);
            if (index >= 0)
            {
                _slots[index] = new SegmentSlot(source, live);
            }
        }

        _changedLiveRows.Clear();
    }

    private RowSet? LiveRowsOf(int rowCount)
    {
        if (_currentLiveRows is null)
        {
            return null;
        }

        var live = new RowSet(rowCount);
        live.AddRange(0, rowCount);
        live.AndPrefix(_currentLiveRows);
        return live;
    }

    /// <summary>The live row of a document; without a slot it is in the segment that grows.</summary>
    private readonly record struct FoundRow(SegmentSlot? Slot, int Row, long Version, long SequenceNumber);
}

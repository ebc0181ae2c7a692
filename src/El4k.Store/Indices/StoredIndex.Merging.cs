using El4k.Store.Segments;

namespace El4k.Store.Indices;

/// <content>Merging segments on disk.</content>
internal sealed partial class StoredIndex
{
    /// <summary>Merges segments if the policy finds some that are worth it; durable when the task is done.</summary>
    /// <returns>Whether there was a merge, so that another may be due.</returns>
    /// <exception cref="IOException">A segment cannot be read, or the merged one not written; nothing has changed.</exception>
    public async Task<bool> MergeAsync(long maxBytes)
    {
        await _flushing.WaitAsync();
        try
        {
            if (FindMerge(maxBytes) is not { } merge)
            {
                return false;
            }

            var merged = Write(merge);
            if (!ReplaceBy(merge, merged.File, merged.NewRows))
            {
                return false;
            }

            await SaveAsync(PersistedSequenceNumber);

            // Only now does no new search begin on the old files.
            foreach (var slot in merge.Slots)
            {
                _savedLiveRows.Remove(slot.Source.Name);
                slot.Source.Release();
            }

            return true;
        }
        catch (IOException) when (Volatile.Read(ref _deleted))
        {
            return false;
        }
        finally
        {
            _flushing.Release();
        }
    }

    private Merge? FindMerge(long maxBytes)
    {
        lock (_writer.Gate)
        {
            if (_deleted)
            {
                return null;
            }

            _writer.FoldDeletions();
            var slots = _writer.Slots.Where(slot => slot.Source is SegmentFile { Damage.Count: 0 }).ToList();
            var candidates = slots.ConvertAll(slot => new MergePolicy.Candidate(slot.Source.DiskBytes, slot.Source.RowCount, slot.Reader.LiveRowCount));
            var (start, count) = MergePolicy.Find(candidates, maxBytes);
            return count == 0 ? null : new Merge(slots.GetRange(start, count), _writer.TakeSegmentNumber(), _writer.Mapping.ToMapping());
        }
    }

    // Null instead of a file when every document is deleted.
    private (SegmentFile? File, List<int[]> NewRows) Write(Merge merge)
    {
        var segments = merge.Slots.ConvertAll(slot => ((SegmentFile)slot.Source, slot.Reader.LiveRows));
        var merged = SegmentMerger.Merge(segments, merge.Mapping, IndexWriter.SegmentName(merge.Number), out var newRows);
        if (merged.RowCount == 0)
        {
            return (null, newRows);
        }

        var path = Path.Combine(Directory, merged.Name + SegmentFormat.Extension);
        var length = SegmentFileWriter.Write(_environment.Files, path, merged);
        _environment.Files.SyncDirectory(Directory);
        return (new SegmentFile(path, length), newRows);
    }

    private bool ReplaceBy(Merge merge, SegmentFile? file, List<int[]> newRows)
    {
        lock (_writer.Gate)
        {
            if (_deleted)
            {
                file?.Release();
                return false;
            }

            _writer.ReplaceMerged(merge.Slots.ConvertAll(slot => slot.Source), file, newRows);
            return true;
        }
    }

    /// <param name="Slots">Neighbours, with their deletions when the merge began.</param>
    /// <param name="Number">Number of the new segment.</param>
    /// <param name="Mapping">The fields.</param>
    private sealed record Merge(List<SegmentSlot> Slots, int Number, Mapping.IndexMapping Mapping);
}

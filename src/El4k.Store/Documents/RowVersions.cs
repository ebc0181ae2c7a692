using El4k.Store.Io;

namespace El4k.Store.Documents;

/// <summary>Sequence numbers and versions of the rows of a growing segment.</summary>
/// <remarks>Sequence numbers mostly ascend by one and versions are mostly 1, so only where they do not is anything kept. One thread appends.</remarks>
internal sealed class RowVersions
{
    private readonly AppendOnlyArray<RowNumber> _sequenceRuns = new();
    private readonly AppendOnlyArray<RowNumber> _versions = new();
    private int _rowCount;

    /// <summary>Bytes that the numbers take.</summary>
    public long AllocatedBytes => _sequenceRuns.AllocatedBytes + _versions.AllocatedBytes;

    /// <summary>Sequence numbers: each entry the first of a run that ascends by one a row.</summary>
    public AppendOnlyArray<RowNumber> SequenceRuns => _sequenceRuns;

    /// <summary>Versions other than 1.</summary>
    public AppendOnlyArray<RowNumber> OtherVersions => _versions;

    /// <summary>Appends the numbers of the next row.</summary>
    public void Append(long sequenceNumber, long version)
    {
        var last = _sequenceRuns.Count - 1;
        if (last < 0 || _sequenceRuns[last].Value + (_rowCount - _sequenceRuns[last].Row) != sequenceNumber)
        {
            _sequenceRuns.Add(new RowNumber(_rowCount, sequenceNumber));
        }

        if (version != 1)
        {
            _versions.Add(new RowNumber(_rowCount, version));
        }

        _rowCount++;
    }

    /// <summary>The sequence number of a row.</summary>
    public long GetSequenceNumber(int row)
    {
        var (first, value) = _sequenceRuns[FindLast(_sequenceRuns, row)];
        return value + (row - first);
    }

    /// <summary>The version of a row.</summary>
    public long GetVersion(int row)
    {
        var index = FindLast(_versions, row);
        return index >= 0 && _versions[index].Row == row ? _versions[index].Value : 1;
    }

    // The last entry at or before the row, or -1.
    private static int FindLast(AppendOnlyArray<RowNumber> entries, int row)
    {
        var low = -1;
        var high = entries.Count - 1;
        while (low < high)
        {
            var middle = low + ((high - low + 1) >>> 1);
            if (entries[middle].Row <= row)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return low;
    }
}

using System.Buffers.Binary;
using El4k.Store.Io;

namespace El4k.Store.Documents;

/// <summary>Sequence numbers and versions of a segment's rows in a file section.</summary>
/// <remarks>Layout: number of runs of sequence numbers and of versions other than 1 (4 bytes each), then both lists, 12 bytes an entry: row, number.</remarks>
internal sealed class VersionSection
{
    private const int EntryBytes = 12;

    private readonly FileSection _section;
    private readonly int _runs;
    private readonly int _versions;

    /// <summary>Opens the numbers.</summary>
    public VersionSection(FileSection section)
    {
        _section = section;
        var bytes = section.Bytes;
        _runs = bytes.Length < 8 ? 0 : BinaryPrimitives.ReadInt32LittleEndian(bytes);
        _versions = bytes.Length < 8 ? 0 : BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]);
        if (_runs <= 0 || _versions < 0 || bytes.Length != 8 + (((long)_runs + _versions) * EntryBytes))
        {
            throw section.Corrupt("the lists do not fill the section");
        }
    }

    /// <summary>Writes the numbers of a finished builder.</summary>
    public static void Write(RowVersions versions, ByteBuffer buffer)
    {
        var runs = versions.SequenceRuns;
        var others = versions.OtherVersions;
        buffer.WriteInt32(runs.Count);
        buffer.WriteInt32(others.Count);
        foreach (var list in new[] { runs, others })
        {
            for (var i = 0; i < list.Count; i++)
            {
                buffer.WriteInt32(list[i].Row);
                buffer.WriteInt64(list[i].Value);
            }
        }
    }

    /// <summary>The sequence number of a row.</summary>
    public long GetSequenceNumber(int row)
    {
        var found = Entry(Math.Max(0, FindLast(0, _runs, row)));
        return found.Value + (row - found.Row);
    }

    /// <summary>The version of a row.</summary>
    public long GetVersion(int row)
    {
        var index = FindLast(_runs, _versions, row);
        return index >= _runs && Entry(index) is var found && found.Row == row ? found.Value : 1;
    }

    // The last of count entries from start that is at or before the row, or start - 1.
    private int FindLast(int start, int count, int row)
    {
        var low = start - 1;
        var high = start + count - 1;
        while (low < high)
        {
            var middle = low + ((high - low + 1) >>> 1);
            (low, high) = Entry(middle).Row <= row ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    private RowNumber Entry(int index)
    {
        var entry = _section.Bytes.Slice(8 + (index * EntryBytes), EntryBytes);
        return new RowNumber(BinaryPrimitives.ReadInt32LittleEndian(entry), BinaryPrimitives.ReadInt64LittleEndian(entry[4..]));
    }
}

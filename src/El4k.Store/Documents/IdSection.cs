using System.Buffers.Binary;
using System.Text;
using El4k.Store.Io;

namespace El4k.Store.Documents;

/// <summary>The ids of a segment's documents in a file section.</summary>
/// <remarks>
/// Layout: number of runs and of given ids (4 bytes each); runs of 24 bytes (first row, kind, prefix, first number); the order of the given
/// ids by their bytes (4 bytes each); where each begins and the last ends (4 bytes each); their bytes, in row order.
/// </remarks>
internal sealed class IdSection
{
    private const int RunBytes = 24;
    private const byte Made = 1;

    private readonly FileSection _section;
    private readonly IdRun[] _runs;
    private readonly int _rowCount;
    private readonly int _givenCount;
    private readonly int _orderStart;
    private readonly int _offsetsStart;
    private readonly int _bytesStart;

    /// <summary>Opens the ids of a segment with that many rows.</summary>
    public IdSection(FileSection section, int rowCount)
    {
        _section = section;
        _rowCount = rowCount;
        var bytes = section.Bytes;
        var runs = bytes.Length < 8 ? -1 : BinaryPrimitives.ReadInt32LittleEndian(bytes);
        _givenCount = runs < 0 ? -1 : BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]);
        if (_givenCount < 0 || bytes.Length < 8 + ((long)runs * RunBytes) + (((long)_givenCount * 2) + 1) * 4)
        {
            throw section.Corrupt("the ids are shorter than their tables");
        }

        _runs = new IdRun[runs];
        for (var i = 0; i < runs; i++)
        {
            var run = bytes.Slice(8 + (i * RunBytes), RunBytes);
            var prefix = run[4] == Made ? run.Slice(5, AutoId.PrefixBytes).ToArray() : null;
            _runs[i] = new IdRun(BinaryPrimitives.ReadInt32LittleEndian(run), prefix, BinaryPrimitives.ReadInt64LittleEndian(run[16..]));
        }

        _orderStart = 8 + (runs * RunBytes);
        _offsetsStart = _orderStart + (_givenCount * 4);
        _bytesStart = _offsetsStart + ((_givenCount + 1) * 4);
    }

    /// <summary>Writes the ids of a finished builder.</summary>
    public static void Write(IdBuilder ids, int rowCount, ByteBuffer buffer)
    {
        var runs = ids.GetRuns(rowCount);
        var given = ids.GivenCount;
        buffer.WriteInt32(runs.Count);
        buffer.WriteInt32(given);
        foreach (var run in runs)
        {
            buffer.WriteInt32(run.FirstRow);
            buffer.WriteByte(run.Prefix is null ? (byte)0 : Made);
            buffer.WriteBytes(run.Prefix ?? new byte[AutoId.PrefixBytes]);
            buffer.WriteInt16(0);
            buffer.WriteInt64(run.First);
        }

        var order = new int[given];
        for (var i = 0; i < given; i++)
        {
            order[i] = i;
        }

        // Among equal ids the later row is the later one here too.
        Array.Sort(order, (left, right) =>
            ids.GetGiven(left).SequenceCompareTo(ids.GetGiven(right)) is not 0 and var difference ? difference : left - right);
        foreach (var number in order)
        {
            buffer.WriteInt32(number);
        }

        var end = 0;
        for (var i = 0; i < given; i++)
        {
            buffer.WriteInt32(end);
            end += ids.GetGiven(i).Length;
        }

        buffer.WriteInt32(end);
        for (var i = 0; i < given; i++)
        {
            buffer.WriteBytes(ids.GetGiven(i));
        }
    }

    /// <summary>The id of a row.</summary>
    public string GetId(int row)
    {
        var run = _runs[FindRun(row)];
        var number = run.First + (row - run.FirstRow);
        return run.Prefix is null ? Encoding.UTF8.GetString(GivenId((int)number)) : AutoId.Format(run.Prefix, number);
    }

    /// <summary>The parts of a row's id if the store made it.</summary>
    /// <returns>False if the id came with the document; it is then in <paramref name="given"/>.</returns>
    public bool TryGetMade(int row, out byte[] prefix, out long count, out ReadOnlySpan<byte> given)
    {
        var run = _runs[FindRun(row)];
        count = run.First + (row - run.FirstRow);
        prefix = run.Prefix ?? [];
        given = run.Prefix is null ? GivenId((int)count) : default;
        return run.Prefix is not null;
    }

    /// <summary>The last row with that id, or -1.</summary>
    public int FindLastRow(ReadOnlySpan<byte> id)
    {
        var row = FindGiven(id);
        for (var i = _runs.Length - 1; row < 0 && i >= 0 && id.Length == AutoId.Length; i--)
        {
            var run = _runs[i];
            if (run.Prefix is not null && AutoId.TryParse(id, run.Prefix, out var count)
                && count >= run.First && count - run.First < EndOf(i) - run.FirstRow)
            {
                row = run.FirstRow + (int)(count - run.First);
            }
        }

        return row;
    }

    private int FindRun(int row)
    {
        var low = 0;
        var high = _runs.Length - 1;
        while (low < high)
        {
            var middle = (low + high + 1) >>> 1;
            (low, high) = _runs[middle].FirstRow <= row ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    private int EndOf(int run) => run + 1 < _runs.Length ? _runs[run + 1].FirstRow : _rowCount;

    private int FindGiven(ReadOnlySpan<byte> id)
    {
        // The last in order that is not above the id: among equal ones that of the last row.
        var order = _section.Bytes[_orderStart..];
        var low = -1;
        var high = _givenCount - 1;
        while (low < high)
        {
            var middle = low + ((high - low + 1) >>> 1);
            var number = BinaryPrimitives.ReadInt32LittleEndian(order[(middle * 4)..]);
            (low, high) = GivenId(number).SequenceCompareTo(id) <= 0 ? (middle, high) : (low, middle - 1);
        }

        if (low < 0)
        {
            return -1;
        }

        var found = BinaryPrimitives.ReadInt32LittleEndian(order[(low * 4)..]);
        return GivenId(found).SequenceEqual(id) ? RowOfGiven(found) : -1;
    }

    private int RowOfGiven(int number)
    {
        for (var i = _runs.Length - 1; i >= 0; i--)
        {
            if (_runs[i].Prefix is null && _runs[i].First <= number)
            {
                return _runs[i].FirstRow + (int)(number - _runs[i].First);
            }
        }

        throw _section.Corrupt($"given id {number} is in no run");
    }

    private ReadOnlySpan<byte> GivenId(int number)
    {
        if ((uint)number >= (uint)_givenCount)
        {
            throw _section.Corrupt($"there is no given id {number}");
        }

        var bytes = _section.Bytes;
        var start = BinaryPrimitives.ReadInt32LittleEndian(bytes[(_offsetsStart + (number * 4))..]);
        var end = BinaryPrimitives.ReadInt32LittleEndian(bytes[(_offsetsStart + (number * 4) + 4)..]);
        return start >= 0 && start <= end && end <= bytes.Length - _bytesStart
            ? bytes[(_bytesStart + start)..(_bytesStart + end)]
            : throw _section.Corrupt($"given id {number} lies outside the section");
    }
}

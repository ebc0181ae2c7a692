using System.Buffers;
using System.Buffers.Binary;
using El4k.Store.Io;

namespace El4k.Store.Documents;

/// <summary>The documents of a segment in two file sections: a table of blocks, and the blocks.</summary>
/// <remarks>
/// An entry of the table has 32 bytes: first row, rows, bytes of the lengths, compressed and decompressed bytes (4 each), offset (8),
/// checksum of the block (4). A block is the lengths of its documents (<see cref="VarInt"/>s), then the documents, compressed together.
/// Each block has its own checksum, so a flipped bit costs the documents of one block.
/// </remarks>
internal sealed class SourceSection
{
    private const int EntryBytes = 32;

    private readonly FileSection _table;
    private readonly FileSection _blocks;
    private readonly int _count;
    private Decoded? _lastRead;

    /// <summary>Opens the documents.</summary>
    public SourceSection(FileSection table, FileSection blocks)
    {
        _table = table;
        _blocks = blocks;
        if (table.Length % EntryBytes != 0 || table.Length == 0)
        {
            throw table.Corrupt("the table is not a row of entries");
        }

        _count = (int)(table.Length / EntryBytes);
    }

    /// <summary>Writes the table for blocks that are written by <see cref="WriteBlock"/> in order.</summary>
    public static void WriteTable(IReadOnlyList<SourceBlock> blocks, ByteBuffer table)
    {
        var buffer = new ByteBuffer();
        var offset = 0L;
        foreach (var block in blocks)
        {
            buffer.Clear();
            WriteBlock(block, buffer);
            table.WriteInt32(block.FirstRow);
            table.WriteInt32(block.Ends.Length);
            table.WriteInt32(buffer.Length - block.Bytes.Length);
            table.WriteInt32(block.Bytes.Length);
            table.WriteInt32(block.RawLength);
            table.WriteInt64(offset);
            table.WriteInt32((int)Crc32C.Of(buffer.Written));
            offset += buffer.Length;
        }
    }

    /// <summary>Writes a block.</summary>
    public static void WriteBlock(SourceBlock block, ByteBuffer buffer)
    {
        var start = 0;
        foreach (var end in block.Ends)
        {
            buffer.WriteVarInt(end - start);
            start = end;
        }

        buffer.WriteBytes(block.Bytes);
    }

    /// <summary>Appends a row's document to <paramref name="destination"/>.</summary>
    /// <exception cref="CorruptFileException">Its block is damaged.</exception>
    public void Read(int row, IBufferWriter<byte> destination)
    {
        var index = FindBlock(row);

        // One block is kept: hits are fetched in runs of neighbours. Threads that compete decode again, at worst.
        var decoded = Interlocked.Exchange(ref _lastRead, null);
        if (decoded?.Index != index)
        {
            decoded = Decode(index);
        }

        var local = row - decoded.FirstRow;
        destination.Write(decoded.Bytes.AsSpan()[(local == 0 ? 0 : decoded.Ends[local - 1])..decoded.Ends[local]]);
        Volatile.Write(ref _lastRead, decoded);
    }

    private int FindBlock(int row)
    {
        var table = _table.Bytes;
        var low = 0;
        var high = _count - 1;
        while (low < high)
        {
            var middle = (low + high + 1) >>> 1;
            (low, high) = BinaryPrimitives.ReadInt32LittleEndian(table[(middle * EntryBytes)..]) <= row ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    private Decoded Decode(int index)
    {
        var entry = _table.Bytes.Slice(index * EntryBytes, EntryBytes);
        var firstRow = BinaryPrimitives.ReadInt32LittleEndian(entry);
        var rows = BinaryPrimitives.ReadInt32LittleEndian(entry[4..]);
        var lengthsBytes = BinaryPrimitives.ReadInt32LittleEndian(entry[8..]);
        var compressedBytes = BinaryPrimitives.ReadInt32LittleEndian(entry[12..]);
        var rawBytes = BinaryPrimitives.ReadInt32LittleEndian(entry[16..]);
        var offset = BinaryPrimitives.ReadInt64LittleEndian(entry[20..]);
        if (offset < 0 || offset > _blocks.Length - lengthsBytes - compressedBytes)
        {
            throw _table.Corrupt($"block {index} lies outside the blocks");
        }

        var block = new byte[lengthsBytes + compressedBytes];
        _blocks.File.Read(_blocks.Offset + offset, block);
        if ((int)Crc32C.Of(block) != BinaryPrimitives.ReadInt32LittleEndian(entry[28..]))
        {
            throw _blocks.Corrupt($"the checksum of block {index}, documents {firstRow} to {firstRow + rows - 1}, does not match");
        }

        var ends = new int[rows];
        var end = 0L;
        var at = 0;
        for (var i = 0; i < rows; i++)
        {
            at += VarInt.Read(block.AsSpan(at, lengthsBytes - at), out var length);
            end += (long)length;
            ends[i] = (int)end;
        }

        var bytes = new byte[rawBytes];
        return end == rawBytes && SourceCompression.TryDecompress(block.AsSpan(lengthsBytes), bytes)
            ? new Decoded(index, firstRow, ends, bytes)
            : throw _blocks.Corrupt($"block {index} does not decompress to its documents");
    }

    private sealed record Decoded(int Index, int FirstRow, int[] Ends, byte[] Bytes);
}

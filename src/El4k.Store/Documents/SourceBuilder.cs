using System.Buffers;

namespace El4k.Store.Documents;

/// <summary>The documents of a growing segment as they were sent, compressed as soon as a block is full.</summary>
/// <remarks>One thread appends; others read published rows at the same time.</remarks>
internal sealed class SourceBuilder
{
    private const int FirstBytes = 4096;

    private SourceBlock[] _blocks = new SourceBlock[8];
    private int _blockCount;
    private byte[] _open = [];
    private int[] _openEnds = [];
    private int _openLength;
    private int _openRows;
    private int _rowCount;
    private long _closedBytes;
    private DecompressedBlock? _lastRead;

    /// <summary>Bytes that the documents take.</summary>
    public long AllocatedBytes => _closedBytes + _open.Length + _openEnds.Length * 4L;

    /// <summary>Appends the document of the next row.</summary>
    public void Append(ReadOnlySpan<byte> document)
    {
        if (_openRows > 0 && _openLength + document.Length > SourceCompression.BlockBytes)
        {
            Close();
        }

        if (_open.Length - _openLength < document.Length || _openRows == _openEnds.Length)
        {
            Grow(document.Length);
        }

        document.CopyTo(_open.AsSpan(_openLength));
        _openLength += document.Length;
        _openEnds[_openRows] = _openLength;
        if (_openRows++ == 0)
        {
            AddBlock(new SourceBlock(_rowCount, _openEnds, _open, -1));
        }

        _rowCount++;
    }

    /// <summary>Appends a published row's document to <paramref name="destination"/>.</summary>
    public void Read(int row, IBufferWriter<byte> destination)
    {
        var block = FindBlock(row);
        if (block.RawLength < 0)
        {
            destination.Write(block.Bytes.AsSpan()[block.RangeOf(row)]);
            return;
        }

        // One block is kept: hits are fetched in runs of neighbours. Threads that compete decompress again, at worst.
        var cached = Interlocked.Exchange(ref _lastRead, null);
        if (cached?.FirstRow != block.FirstRow)
        {
            var bytes = new byte[block.RawLength];
            if (!SourceCompression.TryDecompress(block.Bytes, bytes))
            {
                throw new InvalidOperationException("A compressed block in memory does not decompress.");
            }

            cached = new DecompressedBlock(block.FirstRow, bytes);
        }

        destination.Write(cached.Bytes.AsSpan()[block.RangeOf(row)]);
        Volatile.Write(ref _lastRead, cached);
    }

    /// <summary>Compresses the block still open and returns all; nothing may be appended after.</summary>
    public IReadOnlyList<SourceBlock> Complete()
    {
        if (_openRows > 0)
        {
            Close();
        }

        return new ArraySegment<SourceBlock>(_blocks, 0, _blockCount);
    }

    private void Close()
    {
        var compressed = SourceCompression.Compress(_open.AsSpan(0, _openLength));
        var closed = new SourceBlock(_rowCount - _openRows, _openEnds.AsSpan(0, _openRows).ToArray(), compressed, _openLength);
        Volatile.Write(ref _blocks[_blockCount - 1], closed);
        _closedBytes += compressed.Length + (closed.Ends.Length * 4L);

        // Readers may still hold the old arrays, so they are left to them.
        _open = new byte[SourceCompression.BlockBytes];
        _openEnds = new int[Math.Max(64, _openRows)];
        _openLength = 0;
        _openRows = 0;
    }

    private void Grow(int documentLength)
    {
        if (_open.Length - _openLength < documentLength)
        {
            var doubled = Math.Min(SourceCompression.BlockBytes, Math.Max(FirstBytes, _open.Length * 2));
            Array.Resize(ref _open, Math.Max(doubled, _openLength + documentLength));
        }

        if (_openRows == _openEnds.Length)
        {
            Array.Resize(ref _openEnds, Math.Max(16, _openRows * 2));
        }

        if (_openRows > 0)
        {
            Volatile.Write(ref _blocks[_blockCount - 1], new SourceBlock(_rowCount - _openRows, _openEnds, _open, -1));
        }
    }

    private void AddBlock(SourceBlock block)
    {
        if (_blockCount == _blocks.Length)
        {
            var grown = new SourceBlock[_blockCount * 2];
            _blocks.CopyTo(grown, 0);
            Volatile.Write(ref _blocks, grown);
        }

        Volatile.Write(ref _blocks[_blockCount++], block);
    }

    private SourceBlock FindBlock(int row)
    {
        // Blocks beyond the published rows start above the row or are not there yet; both are "too far right".
        var blocks = Volatile.Read(ref _blocks);
        var low = 0;
        var high = blocks.Length - 1;
        while (low < high)
        {
            var middle = (low + high + 1) >>> 1;
            if (Volatile.Read(ref blocks[middle]) is { } block && block.FirstRow <= row)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return Volatile.Read(ref blocks[low]);
    }

    private sealed record DecompressedBlock(int FirstRow, byte[] Bytes);
}

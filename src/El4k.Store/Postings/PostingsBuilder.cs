using System.Runtime.CompilerServices;
using El4k.Store.Io;

namespace El4k.Store.Postings;

/// <summary>Growing posting lists: for each term a chain of slices of bytes in one arena.</summary>
/// <remarks>
/// <para>
/// One thread appends, documents ascending; others read at the same time. An entry is two <see cref="VarInt"/>s, the distance to the term's
/// document before and the position (or its distance to the one before, within one document), and becomes visible as a whole.
/// </para>
/// <para>
/// Slices hold 8, 16, ... 512 bytes and end in the 4-byte address of the next, so a term that occurs once takes 12 bytes.
/// An address is <c>chunk &lt;&lt; 16 | offset</c>; no slice spans two chunks.
/// </para>
/// </remarks>
internal sealed class PostingsBuilder : PostingSource
{
    private const int ChunkShift = 16;
    private const int ChunkBytes = 1 << ChunkShift;
    private const int FirstChunkBytes = 1 << 10;
    private const int FirstSliceBytes = 8;
    private const int LastLevel = 6;
    private const int LinkBytes = 4;

    private readonly AppendOnlyArray<byte[]> _chunks = new();
    private readonly AppendOnlyArray<TermState> _states = new();
    private int _chunkUsed = ChunkBytes;
    private long _chunkBytes;

    /// <summary>Bytes that the lists take.</summary>
    public long AllocatedBytes => _chunkBytes + _states.AllocatedBytes;

    /// <summary>Appends a place of a term.</summary>
    /// <param name="term">The term's ordinal.</param>
    /// <param name="document">Not below any before for this term.</param>
    /// <param name="position">Above any before for this term and document.</param>
    public void Append(int term, int document, int position)
    {
        while (term >= _states.Count)
        {
            _states.Add(new TermState { Start = -1, LastDocument = -1 });
        }

        ref var state = ref _states[term];
        var write = state.Position;
        if (state.Start < 0)
        {
            write = Allocate(0);
            state.SliceEnd = write + FirstSliceBytes;
            Volatile.Write(ref state.Position, write);
            Volatile.Write(ref state.Start, write);
        }

        var sameDocument = document == state.LastDocument;
        Span<byte> entry = stackalloc byte[2 * VarInt.MaxLength];
        var length = VarInt.Write(entry, (ulong)(document - state.LastDocument));
        length += VarInt.Write(entry[length..], (ulong)(sameDocument ? position - state.LastPosition : position));
        foreach (var value in entry[..length])
        {
            if (write == state.SliceEnd)
            {
                write = Extend(ref state);
            }

            ByteAt(write++) = value;
        }

        state.LastDocument = document;
        state.LastPosition = position;
        Volatile.Write(ref state.Position, write);
    }

    /// <inheritdoc/>
    public override void AddDocuments(int term, RowSet documents)
    {
        var cursor = new Cursor(this, term);
        while (cursor.MoveNext() && cursor.Document < documents.RowCount)
        {
            documents.Add(cursor.Document);
        }
    }

    /// <inheritdoc/>
    public override void ReadPositions(int term, List<long> positions)
    {
        var cursor = new Cursor(this, term);
        while (cursor.MoveNext())
        {
            positions.Add((long)cursor.Document << 32 | (uint)cursor.Position);
        }
    }

    private ref byte ByteAt(int address) => ref _chunks[address >> ChunkShift][address & (ChunkBytes - 1)];

    private int Extend(ref TermState state)
    {
        var next = Allocate(Math.Min(++state.Level, LastLevel));
        Unsafe.WriteUnaligned(ref ByteAt(state.SliceEnd), next);
        state.SliceEnd = next + SliceBytes(state.Level);
        return next;
    }

    private int Allocate(int level)
    {
        var size = SliceBytes(level) + LinkBytes;
        if (_chunkUsed + size > ChunkBytes)
        {
            // The first chunk begins small and grows, since an index has many fields with few words.
            _chunks.Add(new byte[_chunks.Count == 0 ? FirstChunkBytes : ChunkBytes]);
            _chunkBytes += _chunks[_chunks.Count - 1].Length;
            _chunkUsed = 0;
        }

        ref var chunk = ref _chunks[_chunks.Count - 1];
        if (_chunkUsed + size > chunk.Length)
        {
            var grown = new byte[Math.Min(ChunkBytes, Math.Max(chunk.Length * 2, _chunkUsed + size))];
            chunk.CopyTo(grown, 0);
            _chunkBytes += grown.Length - chunk.Length;
            Volatile.Write(ref chunk, grown);
        }

        var address = (_chunks.Count - 1 << ChunkShift) + _chunkUsed;
        _chunkUsed += size;
        return address;
    }

    private static int SliceBytes(int level) => FirstSliceBytes << Math.Min(level, LastLevel);

    private struct TermState
    {
        public int Start;
        public int Position;
        public int SliceEnd;
        public int Level;
        public int LastDocument;
        public int LastPosition;
    }

    /// <summary>Walks over a term's entries up to what was complete when the walk began.</summary>
    private struct Cursor
    {
        private readonly PostingsBuilder _owner;
        private readonly int _end;

        // The slice that is read: its bytes from _at to _limit, then a link, if the walk does not end before.
        private byte[] _chunk = [];
        private int _at;
        private int _limit;
        private int _level;
        private int _remaining;

        public Cursor(PostingsBuilder owner, int term)
        {
            _owner = owner;
            Document = -1;
            if (term < owner._states.Count)
            {
                ref var state = ref owner._states[term];
                var start = Volatile.Read(ref state.Start);
                _end = start < 0 ? start : Volatile.Read(ref state.Position);
                if (start != _end)
                {
                    Open(start);
                }
            }
        }

        public int Document { get; private set; }

        public int Position { get; private set; }

        public bool MoveNext()
        {
            // At the end of a slice that is not the last one, the entry goes on in the next.
            if (_at == _limit && _remaining == 0)
            {
                return false;
            }

            var distance = ReadValue();
            Document += distance;
            Position = distance == 0 ? Position + ReadValue() : ReadValue();
            return true;
        }

        private void Open(int address)
        {
            var size = SliceBytes(_level);
            _chunk = _owner._chunks[address >> ChunkShift];
            _at = address & (ChunkBytes - 1);

            // The walk ends within this slice if its end lies there, its own end included.
            var isLast = _end >= address && _end <= address + size && _end >> ChunkShift == address >> ChunkShift;
            _limit = isLast ? _end & (ChunkBytes - 1) : _at + size;
            _remaining = isLast ? 0 : 1;
        }

        private int ReadValue()
        {
            var value = 0;
            for (var shift = 0; ; shift += 7)
            {
                if (_at == _limit)
                {
                    var next = Unsafe.ReadUnaligned<int>(ref _chunk[_limit]);
                    _level++;
                    Open(next);
                }

                var part = _chunk[_at++];
                value |= (part & 0x7F) << shift;
                if (part < 0x80)
                {
                    return value;
                }
            }
        }
    }
}

using System.Buffers.Binary;

namespace El4k.Store.Io;

/// <summary>A sorted dictionary in a file section: blocks of 16 terms, each after the first without what it shares with the one before.</summary>
/// <remarks>
/// Layout: count (4 bytes), offsets of the blocks and of their end (4 bytes each), blocks. In a block the first term is a <see cref="VarInt"/>
/// length and bytes; each other one is the shared length, the length of the rest, and the rest.
/// </remarks>
internal sealed class SortedTerms : TermDictionary
{
    private const int BlockTerms = 16;

    private readonly FileSection _section;

    /// <summary>Opens a dictionary.</summary>
    public SortedTerms(FileSection section)
    {
        _section = section;
        var bytes = section.Bytes;
        Count = bytes.Length < 4 ? -1 : BinaryPrimitives.ReadInt32LittleEndian(bytes);
        if (Count < 0 || bytes.Length < 4 + ((long)BlockCount + 1) * 4)
        {
            throw section.Corrupt("the dictionary is shorter than its table");
        }
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override bool IsSorted => true;

    private int BlockCount => (Count + BlockTerms - 1) / BlockTerms;

    /// <summary>Writes terms that ascend.</summary>
    public static void Write(TermTable terms, ReadOnlySpan<int> sorted, ByteBuffer buffer)
    {
        var start = buffer.Length;
        var blocks = (sorted.Length + BlockTerms - 1) / BlockTerms;
        buffer.WriteInt32(sorted.Length);
        buffer.Reserve((blocks + 1) * 4).Clear();
        for (var i = 0; i < sorted.Length; i++)
        {
            var term = terms[sorted[i]];
            if (i % BlockTerms == 0)
            {
                buffer.PatchInt32(start + 4 + i / BlockTerms * 4, buffer.Length - start);
                buffer.WriteVarInt(term.Length);
                buffer.WriteBytes(term);
                continue;
            }

            var shared = terms[sorted[i - 1]].CommonPrefixLength(term);
            buffer.WriteVarInt(shared);
            buffer.WriteVarInt(term.Length - shared);
            buffer.WriteBytes(term[shared..]);
        }

        buffer.PatchInt32(start + 4 + blocks * 4, buffer.Length - start);
    }

    /// <summary>Ordinals of a table in the order of their terms.</summary>
    public static int[] Sort(TermTable terms)
    {
        var sorted = new int[terms.Count];
        var keys = new ulong[terms.Count];
        for (var i = 0; i < sorted.Length; i++)
        {
            sorted[i] = i;
            keys[i] = PrefixOf(terms[i]);
        }

        // Most terms differ in their first 8 bytes, which compare as one number; only ties look at the rest.
        Array.Sort(keys, sorted);
        for (var i = 0; i < keys.Length;)
        {
            var end = i + 1;
            while (end < keys.Length && keys[end] == keys[i])
            {
                end++;
            }

            if (end - i > 1)
            {
                sorted.AsSpan(i, end - i).Sort((left, right) => terms[left].SequenceCompareTo(terms[right]));
            }

            i = end;
        }

        return sorted;
    }

    /// <inheritdoc/>
    public override int IndexOf(ReadOnlySpan<byte> term)
    {
        var ordinal = LowerBound(term);
        byte[] scratch = [];
        return ordinal < Count && GetTerm(ordinal, ref scratch).SequenceEqual(term) ? ordinal : -1;
    }

    /// <inheritdoc/>
    public override int LowerBound(ReadOnlySpan<byte> term)
    {
        if (Count == 0)
        {
            return 0;
        }

        // The last block whose first term is not above the term, then term by term.
        var low = 0;
        var high = BlockCount - 1;
        while (low < high)
        {
            var middle = (low + high + 1) >>> 1;
            if (FirstOf(middle).SequenceCompareTo(term) <= 0)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        byte[] scratch = [];
        var end = Math.Min((low + 1) * BlockTerms, Count);
        for (var ordinal = low * BlockTerms; ordinal < end; ordinal++)
        {
            if (GetTerm(ordinal, ref scratch).SequenceCompareTo(term) >= 0)
            {
                return ordinal;
            }
        }

        return end;
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> GetTerm(int ordinal, ref byte[] scratch)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)ordinal, (uint)Count, nameof(ordinal));
        var block = Block(ordinal / BlockTerms);
        var first = Next(ref block, ReadLength(ref block));
        var within = ordinal % BlockTerms;
        if (within == 0)
        {
            return first;
        }

        var length = Copy(first, 0, ref scratch);
        for (var i = 0; i < within; i++)
        {
            var shared = ReadLength(ref block);
            var rest = Next(ref block, ReadLength(ref block));
            if (shared > length)
            {
                throw _section.Corrupt("a term shares more than there is");
            }

            length = Copy(rest, shared, ref scratch);
        }

        return scratch.AsSpan(0, length);
    }

    private static ulong PrefixOf(ReadOnlySpan<byte> term)
    {
        Span<byte> prefix = stackalloc byte[8];
        prefix.Clear();
        term[..Math.Min(8, term.Length)].CopyTo(prefix);
        return BinaryPrimitives.ReadUInt64BigEndian(prefix);
    }

    private static int Copy(ReadOnlySpan<byte> bytes, int at, ref byte[] scratch)
    {
        if (scratch.Length < at + bytes.Length)
        {
            Array.Resize(ref scratch, Math.Max(64, (at + bytes.Length) * 2));
        }

        bytes.CopyTo(scratch.AsSpan(at));
        return at + bytes.Length;
    }

    private ReadOnlySpan<byte> FirstOf(int block)
    {
        var bytes = Block(block);
        return Next(ref bytes, ReadLength(ref bytes));
    }

    private ReadOnlySpan<byte> Block(int block)
    {
        var bytes = _section.Bytes;
        var start = BinaryPrimitives.ReadInt32LittleEndian(bytes[(4 + block * 4)..]);
        var end = BinaryPrimitives.ReadInt32LittleEndian(bytes[(8 + block * 4)..]);
        return start >= 0 && start <= end && end <= bytes.Length ? bytes[start..end] : throw _section.Corrupt("a block lies outside the section");
    }

    private int ReadLength(scoped ref ReadOnlySpan<byte> bytes)
    {
        var used = VarInt.Read(bytes, out var value);
        if (used == 0 || value > int.MaxValue)
        {
            throw _section.Corrupt("a length does not parse");
        }

        bytes = bytes[used..];
        return (int)value;
    }

    private ReadOnlySpan<byte> Next(scoped ref ReadOnlySpan<byte> bytes, int length)
    {
        if (length > bytes.Length)
        {
            throw _section.Corrupt("a term ends outside its block");
        }

        var next = bytes[..length];
        bytes = bytes[length..];
        return next;
    }
}

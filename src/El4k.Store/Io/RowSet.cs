using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace El4k.Store.Io;

/// <summary>A set of rows of one segment, one bit a row.</summary>
/// <remarks>
/// Bits at and above <see cref="RowCount"/> are always zero, and the word array covers whole blocks, so a block's 16 words may be read
/// without a bounds question. Not safe for writing by several threads; once nobody writes, any number of threads may read.
/// Binary operations need operands of the same <see cref="RowCount"/>.
/// </remarks>
internal sealed class RowSet
{
    private readonly ulong[] _words;

    /// <summary>Makes an empty set over <paramref name="rowCount"/> rows.</summary>
    public RowSet(int rowCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rowCount);
        RowCount = rowCount;
        _words = new ulong[RowBlock.CountFor(rowCount) * RowBlock.Words];
    }

    private RowSet(int rowCount, ulong[] words)
    {
        RowCount = rowCount;
        _words = words;
    }

    /// <summary>Rows of the segment, in the set or not.</summary>
    public int RowCount { get; }

    /// <summary>The set's words, lowest row in the lowest bit of the first word; whole blocks.</summary>
    public Span<ulong> Words => _words;

    /// <summary>Whether <paramref name="row"/> is in the set.</summary>
    public bool this[int row] => (_words[row >> 6] >> row & 1) != 0;

    /// <summary>A set with every row.</summary>
    public static RowSet All(int rowCount)
    {
        var set = new RowSet(rowCount);
        set.AddRange(0, rowCount);
        return set;
    }

    /// <summary>An independent copy.</summary>
    public RowSet Clone() => new(RowCount, (ulong[])_words.Clone());

    /// <summary>A copy over more rows; the new rows are in the set if <paramref name="value"/> says so.</summary>
    public RowSet Resized(int rowCount, bool value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rowCount, RowCount);
        var grown = new RowSet(rowCount);
        _words.CopyTo(grown._words, 0);
        if (value)
        {
            grown.AddRange(RowCount, rowCount);
        }

        return grown;
    }

    /// <summary>The 16 words of one block; writing through them is allowed, above the last row only zeros.</summary>
    public Span<ulong> Block(int block) => _words.AsSpan(block * RowBlock.Words, RowBlock.Words);

    /// <summary>Adds a row.</summary>
    public void Add(int row)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)RowCount, nameof(row));
        _words[row >> 6] |= 1UL << row;
    }

    /// <summary>Removes a row.</summary>
    public void Remove(int row)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)RowCount, nameof(row));
        _words[row >> 6] &= ~(1UL << row);
    }

    /// <summary>Adds the rows from <paramref name="start"/> up to, not including, <paramref name="end"/>.</summary>
    public void AddRange(int start, int end)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(end, RowCount);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        if (start >= end)
        {
            return;
        }

        var first = start >> 6;
        var last = (end - 1) >> 6;
        var head = ulong.MaxValue << start;
        var tail = ulong.MaxValue >> (63 - (end - 1 & 63));
        if (first == last)
        {
            _words[first] |= head & tail;
            return;
        }

        _words[first] |= head;
        _words.AsSpan(first + 1, last - first - 1).Fill(ulong.MaxValue);
        _words[last] |= tail;
    }

    /// <summary>Empties the set.</summary>
    public void Clear() => Array.Clear(_words);

    /// <summary>Keeps the rows that are also in <paramref name="other"/>.</summary>
    public void And(RowSet other) => Combine<AndOperator>(other);

    /// <summary>Adds the rows of <paramref name="other"/>.</summary>
    public void Or(RowSet other) => Combine<OrOperator>(other);

    /// <summary>Removes the rows of <paramref name="other"/>.</summary>
    public void AndNot(RowSet other) => Combine<AndNotOperator>(other);

    /// <summary>Keeps the rows that are also in <paramref name="other"/>, a set over any number of rows; rows beyond it stay.</summary>
    public void AndPrefix(RowSet other)
    {
        // Within the word that holds the other set's last row, the bits above it count as set.
        var words = Math.Min(_words.Length, other.RowCount >> 6);
        for (var i = 0; i < words; i++)
        {
            _words[i] &= other._words[i];
        }

        var rest = other.RowCount & 63;
        if (rest != 0 && words < _words.Length && words == other.RowCount >> 6)
        {
            _words[words] &= other._words[words] | (ulong.MaxValue << rest);
        }
    }

    /// <summary>Replaces the set by its complement.</summary>
    public void Not()
    {
        for (var i = 0; i < _words.Length; i++)
        {
            _words[i] = ~_words[i];
        }

        ClearAboveLastRow();
    }

    /// <summary>Number of rows in the set.</summary>
    public int Count()
    {
        var count = 0;
        foreach (var word in _words)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }

    /// <summary>Number of rows of one block that are in the set.</summary>
    public int CountBlock(int block)
    {
        var count = 0;
        foreach (var word in Block(block))
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }

    /// <summary>Whether no row is in the set.</summary>
    public bool IsEmpty() => !_words.AsSpan().ContainsAnyExcept(0UL);

    /// <summary>The first row of the set at or after <paramref name="row"/>, or -1.</summary>
    public int NextFrom(int row)
    {
        var index = row >> 6;
        if (row < 0 || row >= RowCount)
        {
            return -1;
        }

        var word = _words[index] & ulong.MaxValue << row;
        while (word == 0)
        {
            if (++index == _words.Length)
            {
                return -1;
            }

            word = _words[index];
        }

        return (index << 6) + BitOperations.TrailingZeroCount(word);
    }

    /// <summary>Writes the set's rows of one block, ascending, as offsets from the block's first row.</summary>
    /// <param name="block">Number of the block.</param>
    /// <param name="offsets">Receives the offsets; at least <see cref="RowBlock.Size"/> long.</param>
    /// <returns>How many offsets were written.</returns>
    public int ReadOffsets(int block, Span<int> offsets)
    {
        var count = 0;
        var words = Block(block);
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i];
            while (word != 0)
            {
                offsets[count++] = (i << 6) + BitOperations.TrailingZeroCount(word);
                word &= word - 1;
            }
        }

        return count;
    }

    private void Combine<TOperator>(RowSet other)
        where TOperator : IWordOperator
    {
        if (other.RowCount != RowCount)
        {
            throw new ArgumentException($"The sets are of {RowCount} and {other.RowCount} rows.", nameof(other));
        }

        // Word arrays cover whole blocks of 16 words, so 256-bit steps never leave a rest.
        var left = MemoryMarshal.Cast<ulong, Vector256<ulong>>(_words.AsSpan());
        var right = MemoryMarshal.Cast<ulong, Vector256<ulong>>(other._words.AsSpan());
        for (var i = 0; i < left.Length; i++)
        {
            left[i] = TOperator.Apply(left[i], right[i]);
        }
    }

    private void ClearAboveLastRow()
    {
        var full = RowCount >> 6;
        if (full < _words.Length)
        {
            _words[full] &= (1UL << RowCount) - 1;
            _words.AsSpan(full + 1).Clear();
        }
    }

    private interface IWordOperator
    {
        static abstract Vector256<ulong> Apply(Vector256<ulong> left, Vector256<ulong> right);
    }

    private readonly struct AndOperator : IWordOperator
    {
        public static Vector256<ulong> Apply(Vector256<ulong> left, Vector256<ulong> right) => left & right;
    }

    private readonly struct OrOperator : IWordOperator
    {
        public static Vector256<ulong> Apply(Vector256<ulong> left, Vector256<ulong> right) => left | right;
    }

    private readonly struct AndNotOperator : IWordOperator
    {
        public static Vector256<ulong> Apply(Vector256<ulong> left, Vector256<ulong> right) => Vector256.AndNot(left, right);
    }
}

namespace El4k.Store.Io;

/// <summary>The distinct byte strings of a field in one segment, each with an ordinal from 0 to <see cref="Count"/> - 1.</summary>
/// <remarks>Terms are UTF-8, compared byte by byte. Safe for any number of reading threads.</remarks>
internal abstract class TermDictionary
{
    /// <summary>Number of distinct terms.</summary>
    public abstract int Count { get; }

    /// <summary>
    /// Whether ordinals ascend with the terms' bytes, so that a range or prefix of terms is a range of ordinals.
    /// True for segments on disk, false for the in-memory builder, whose ordinals are in order of first arrival.
    /// </summary>
    public abstract bool IsSorted { get; }

    /// <summary>The ordinal of <paramref name="term"/>, or -1.</summary>
    public abstract int IndexOf(ReadOnlySpan<byte> term);

    /// <summary>The first ordinal whose term is not less than <paramref name="term"/>; <see cref="Count"/> if all are less.</summary>
    /// <exception cref="InvalidOperationException">The dictionary is not <see cref="IsSorted"/>.</exception>
    public abstract int LowerBound(ReadOnlySpan<byte> term);

    /// <summary>The bytes of a term.</summary>
    /// <param name="ordinal">From 0 to <see cref="Count"/> - 1.</param>
    /// <param name="scratch">Buffer that a coded dictionary may decode into and replace by a larger one; an empty array to begin with.</param>
    /// <returns>The term, valid until the next call with the same scratch. Ascending ordinals with one scratch are the cheap order.</returns>
    public abstract ReadOnlySpan<byte> GetTerm(int ordinal, ref byte[] scratch);

    /// <summary>The half-open range of ordinals whose terms begin with <paramref name="prefix"/>.</summary>
    /// <exception cref="InvalidOperationException">The dictionary is not <see cref="IsSorted"/>.</exception>
    public (int Start, int End) PrefixRange(ReadOnlySpan<byte> prefix)
    {
        var start = LowerBound(prefix);
        var last = prefix.Length - 1;
        while (last >= 0 && prefix[last] == 0xFF)
        {
            last--;
        }

        if (last < 0)
        {
            return (start, Count);
        }

        // The least string above every string with the prefix: the prefix with its last byte one higher.
        var above = prefix[..(last + 1)].ToArray();
        above[last]++;
        return (start, LowerBound(above));
    }
}

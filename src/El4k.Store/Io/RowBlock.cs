namespace El4k.Store.Io;

/// <summary>The unit in which rows are read: every column, posting list and row set is cut at multiples of <see cref="Size"/>.</summary>
/// <remarks>1,024 rows are 16 words of a row set and 8 KiB of 64-bit values: a block of two columns and its filter stay in the first-level cache.</remarks>
internal static class RowBlock
{
    /// <summary>Rows in a block; the last block of a segment may hold fewer.</summary>
    public const int Size = 1024;

    /// <summary>64-bit words of a <see cref="RowSet"/> that cover one block.</summary>
    public const int Words = Size / 64;

    /// <summary>log2 of <see cref="Size"/>.</summary>
    public const int Shift = 10;

    /// <summary>Blocks needed for <paramref name="rows"/> rows.</summary>
    public static int CountFor(int rows) => (rows + Size - 1) >> Shift;

    /// <summary>Rows in block <paramref name="block"/> of a segment of <paramref name="rows"/> rows.</summary>
    public static int RowsIn(int block, int rows) => Math.Clamp(rows - (block << Shift), 0, Size);
}

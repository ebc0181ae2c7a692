using El4k.Store.Io;

namespace El4k.Store.Columns;

/// <summary>The values of one field and one type in one segment, read a block of rows at a time.</summary>
/// <remarks>
/// A row has no, one or several values (a JSON array), in the order of the document. Equal strings of a row are kept once, equal numbers
/// as often as they stand there.
/// A column never changes: one that views the in-memory builder shows the rows published when it was made.
/// Safe for any number of reading threads; blocks are cheapest read in ascending order. Reading may throw <see cref="CorruptFileException"/>.
/// </remarks>
internal abstract class Column
{
    /// <summary>What the values are.</summary>
    public abstract ColumnType Type { get; }

    /// <summary>Rows of the segment.</summary>
    public abstract int RowCount { get; }

    /// <summary>Rows with at least one value.</summary>
    public abstract int PresentRows { get; }

    /// <summary>Values of all rows together; equal to <see cref="PresentRows"/> if and only if no row has several.</summary>
    public abstract long ValueCount { get; }

    /// <summary>Blocks of the column, those without a value included.</summary>
    public int BlockCount => RowBlock.CountFor(RowCount);

    /// <summary>Whether no row has more than one value.</summary>
    public bool IsSingleValued => ValueCount == PresentRows;

    /// <summary>Whether every row has exactly one value.</summary>
    public bool IsFull => PresentRows == RowCount && IsSingleValued;

    /// <summary>Writes which rows of a block have a value, without decoding any.</summary>
    /// <param name="block">Number of the block.</param>
    /// <param name="words">Receives <see cref="RowBlock.Words"/> words.</param>
    public abstract void ReadPresence(int block, Span<ulong> words);

    /// <summary>The rows that have a value.</summary>
    public RowSet GetPresence()
    {
        var rows = new RowSet(RowCount);
        for (var block = 0; block < BlockCount; block++)
        {
            ReadPresence(block, rows.Block(block));
        }

        return rows;
    }
}

using System.Diagnostics.CodeAnalysis;
using El4k.Store.Io;

namespace El4k.Store.Columns;

/// <summary>A caller's buffer for the decoded values of one block.</summary>
/// <remarks>
/// Rows are numbered from the block's first row. Loops switch on <see cref="Shape"/> once per block, then run over plain arrays.
/// One buffer serves one thread.
/// </remarks>
internal sealed class ColumnBlock<T>
    where T : unmanaged
{
    /// <summary>Number of the block last read, or -1.</summary>
    public int Block { get; set; } = -1;

    /// <summary>Rows in the block.</summary>
    public int RowCount { get; set; }

    /// <summary>How values belong to rows.</summary>
    public BlockShape Shape { get; set; }

    /// <summary>Number of values; with <see cref="BlockShape.Sparse"/> fewer than the used part of <see cref="Values"/>.</summary>
    public int ValueCount { get; set; }

    /// <summary>The values, laid out as <see cref="Shape"/> says; at least <see cref="RowBlock.Size"/> long.</summary>
    public T[] Values { get; private set; } = new T[RowBlock.Size];

    /// <summary>One bit for each row that has a value; set for every shape.</summary>
    public ulong[] Presence { get; } = new ulong[RowBlock.Words];

    /// <summary>Where each row's values start in <see cref="Values"/>, and at the end where they stop; only for <see cref="BlockShape.Multiple"/>.</summary>
    [field: AllowNull]
    public int[] Starts => field ??= new int[RowBlock.Size + 1];

    /// <summary>Whether the row has a value.</summary>
    public bool IsPresent(int row) => (Presence[row >> 6] >> row & 1) != 0;

    /// <summary>The values of a row; for what is read once per hit. Loops over many rows switch on <see cref="Shape"/> instead.</summary>
    public ReadOnlySpan<T> ValuesOf(int row) => Shape switch
    {
        BlockShape.Empty => default,
        BlockShape.Full => Values.AsSpan(row, 1),
        BlockShape.Sparse => IsPresent(row) ? Values.AsSpan(row, 1) : default,
        _ => Values.AsSpan(Starts[row], Starts[row + 1] - Starts[row]),
    };

    /// <summary>Makes room for <paramref name="count"/> values; for columns that fill the block. The content is lost.</summary>
    public void EnsureCapacity(int count)
    {
        if (Values.Length < count)
        {
            Values = new T[Math.Max(count, Values.Length * 2)];
        }
    }
}

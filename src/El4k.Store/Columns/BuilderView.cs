using System.Numerics;
using El4k.Store.Io;

namespace El4k.Store.Columns;

/// <summary>The published rows of a <see cref="ColumnBuilder{T}"/>; the part that views of all types share.</summary>
internal sealed class BuilderView<T>
    where T : unmanaged, INumber<T>
{
    private readonly ColumnBuilder<T> _builder;
    private readonly int _rowCount;

    public BuilderView(ColumnBuilder<T> builder, int rowCount)
    {
        _builder = builder;
        _rowCount = rowCount;
        for (var block = 0; block < RowBlock.CountFor(rowCount); block++)
        {
            var statistics = GetStatistics(block);
            if (statistics.ValueCount == 0)
            {
                continue;
            }

            Min = ValueCount == 0 ? statistics.Min : T.Min(Min, statistics.Min);
            Max = ValueCount == 0 ? statistics.Max : T.Max(Max, statistics.Max);
            PresentRows += statistics.PresentRows;
            ValueCount += statistics.ValueCount;
        }
    }

    public int PresentRows { get; }

    public long ValueCount { get; }

    public T Min { get; }

    public T Max { get; }

    public BlockStatistics<T> GetStatistics(int block) =>
        _builder.GetBlock(block)?.GetStatistics(RowBlock.RowsIn(block, _rowCount)) ?? default;

    public void ReadPresence(int block, Span<ulong> words)
    {
        if (_builder.GetBlock(block) is { } found)
        {
            found.ReadPresence(RowBlock.RowsIn(block, _rowCount), words);
        }
        else
        {
            words[..RowBlock.Words].Clear();
        }
    }

    public void ReadBlock(int block, ColumnBlock<T> destination)
    {
        destination.Block = block;
        if (_builder.GetBlock(block) is { } found)
        {
            found.Read(RowBlock.RowsIn(block, _rowCount), destination);
            return;
        }

        destination.RowCount = RowBlock.RowsIn(block, _rowCount);
        destination.Shape = BlockShape.Empty;
        destination.ValueCount = 0;
        Array.Clear(destination.Presence);
    }
}

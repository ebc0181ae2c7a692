using System.Numerics;
using El4k.Store.Io;

namespace El4k.Store.Columns;

/// <summary>A column that grows: values of one field and type as documents arrive.</summary>
/// <remarks>One thread appends, rows ascending; views show other threads what was published.</remarks>
internal sealed class ColumnBuilder<T>
    where T : unmanaged, INumber<T>
{
    private const int MinBlockCapacity = 8;

    private BuilderBlock<T>?[] _blocks = new BuilderBlock<T>?[4];
    private BuilderBlock<T>? _current;
    private int _currentIndex = -1;
    private long _closedBytes;

    /// <summary>Bytes that the column takes.</summary>
    public long AllocatedBytes => _closedBytes + (_current?.AllocatedBytes ?? 0) + _blocks.Length * 8L;

    /// <summary>Appends a value to a row; the row is not below any before.</summary>
    public void Append(int row, T value) => BlockFor(row).Append(row & (RowBlock.Size - 1), value);

    /// <summary>Appends a value unless the row already has it: strings of a row are a set.</summary>
    public void AppendDistinct(int row, T value)
    {
        var block = BlockFor(row);
        var local = row & (RowBlock.Size - 1);
        if (!block.LastRowHas(local, value))
        {
            block.Append(local, value);
        }
    }

    /// <summary>A block, or null if none of its rows has a value.</summary>
    public BuilderBlock<T>? GetBlock(int index)
    {
        var blocks = Volatile.Read(ref _blocks);
        return index < blocks.Length ? Volatile.Read(ref blocks[index]) : null;
    }

    private BuilderBlock<T> BlockFor(int row)
    {
        var index = row >> RowBlock.Shift;
        return index == _currentIndex ? _current! : Open(index);
    }

    private BuilderBlock<T> Open(int index)
    {
        if (index >= _blocks.Length)
        {
            var grown = new BuilderBlock<T>?[Math.Max(index + 1, _blocks.Length * 2)];
            _blocks.CopyTo(grown, 0);
            Volatile.Write(ref _blocks, grown);
        }

        // A field tends to be as full in the next block as in the last.
        var capacity = MinBlockCapacity;
        if (_current is not null)
        {
            _closedBytes += _current.AllocatedBytes;
            capacity = Math.Max(capacity, (int)BitOperations.RoundUpToPowerOf2((uint)_current.ValueCount));
        }

        _current = new BuilderBlock<T>(capacity);
        _currentIndex = index;
        Volatile.Write(ref _blocks[index], _current);
        return _current;
    }
}

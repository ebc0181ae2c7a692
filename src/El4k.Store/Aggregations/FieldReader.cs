using El4k.Store.Columns;
using El4k.Store.Io;

namespace El4k.Store.Aggregations;

/// <summary>Reads the values of a column for batches of rows, flattened: a value for each entry, rows with several repeated.</summary>
/// <remarks>Spans are valid until the next read. Used by one thread.</remarks>
internal sealed class FieldReader<T>
    where T : unmanaged
{
    private readonly BlockColumn<T> _column;
    private readonly ColumnBlock<T> _block = new();
    private readonly T? _missing;
    private T[] _values = new T[RowBlock.Size];
    private int[] _offsets = new int[RowBlock.Size];
    private int[] _parents = new int[RowBlock.Size];
    private int _count;

    /// <param name="column">The column.</param>
    /// <param name="missing">The value of rows that have none, or null to leave them out.</param>
    public FieldReader(BlockColumn<T> column, T? missing)
    {
        _column = column;
        _missing = missing;
    }

    /// <summary>Reads the values of the rows, nothing copied where the block can be shown as it is.</summary>
    public ValueBatch<T> Read(RowBatch batch)
    {
        if (_column.GetStatistics(batch.Block).ValueCount == 0)
        {
            return ReadMissing(batch);
        }

        if (_block.Block != batch.Block)
        {
            _column.ReadBlock(batch.Block, _block);
            _block.Block = batch.Block;
        }

        if (_block.Shape == BlockShape.Full)
        {
            return ReadFull(batch);
        }

        _count = 0;
        EnsureCapacity(batch.Offsets.Length);
        if (_block.Shape == BlockShape.Multiple)
        {
            ReadMultiple(batch);
        }
        else
        {
            ReadSparse(batch);
        }

        return new ValueBatch<T>(_values.AsSpan(0, _count), _offsets.AsSpan(0, _count), _parents.AsSpan(0, _count));
    }

    private ValueBatch<T> ReadMissing(RowBatch batch)
    {
        if (_missing is not { } fill)
        {
            return default;
        }

        EnsureCapacity(batch.Offsets.Length);
        _values.AsSpan(0, batch.Offsets.Length).Fill(fill);
        return new ValueBatch<T>(_values.AsSpan(0, batch.Offsets.Length), batch.Offsets, batch.Parents);
    }

    private ValueBatch<T> ReadFull(RowBatch batch)
    {
        var source = _block.Values;
        if (batch.ParentCount == 1 && batch.Offsets.Length == _block.RowCount)
        {
            // With one parent no row repeats, so as many rows as the block has are all of them, in order.
            return new ValueBatch<T>(source.AsSpan(0, _block.RowCount), batch.Offsets, batch.Parents);
        }

        EnsureCapacity(batch.Offsets.Length);
        var values = _values.AsSpan(0, batch.Offsets.Length);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = source[batch.Offsets[i]];
        }

        return new ValueBatch<T>(values, batch.Offsets, batch.Parents);
    }

    private void ReadSparse(RowBatch batch)
    {
        var count = 0;
        for (var i = 0; i < batch.Offsets.Length; i++)
        {
            var offset = batch.Offsets[i];
            if (_block.IsPresent(offset))
            {
                _values[count] = _block.Values[offset];
            }
            else if (_missing is { } fill)
            {
                _values[count] = fill;
            }
            else
            {
                continue;
            }

            _offsets[count] = offset;
            _parents[count] = batch.Parents[i];
            count++;
        }

        _count = count;
    }

    private void ReadMultiple(RowBatch batch)
    {
        for (var i = 0; i < batch.Offsets.Length; i++)
        {
            var offset = batch.Offsets[i];
            var values = _block.ValuesOf(offset);
            if (values.IsEmpty && _missing is { } fill)
            {
                EnsureCapacity(_count + 1);
                Append(fill, offset, batch.Parents[i]);
            }

            EnsureCapacity(_count + values.Length);
            foreach (var value in values)
            {
                Append(value, offset, batch.Parents[i]);
            }
        }
    }

    private void Append(T value, int offset, int parent)
    {
        _values[_count] = value;
        _offsets[_count] = offset;
        _parents[_count] = parent;
        _count++;
    }

    private void EnsureCapacity(int count)
    {
        Growing.Ensure(ref _values, count);
        Growing.Ensure(ref _offsets, count);
        Growing.Ensure(ref _parents, count);
    }
}

using El4k.Store.Columns;

namespace El4k.Store.Aggregations.Metric.ValueCount;

/// <summary>Counts the values of a field by bucket.</summary>
internal sealed class ValueCountCollector : AggregationCollector
{
    private readonly List<ValueReader> _readers;
    private readonly BucketCounts _counts = new();

    /// <param name="columns">The columns of the field.</param>
    /// <param name="countsMissing">Whether a row without a value counts as one.</param>
    public ValueCountCollector(IReadOnlyList<Column> columns, bool countsMissing)
    {
        _readers = [.. columns.Select((column, index) => ValueReader.Open(column, countsMissing && index == 0))];
        if (columns.Count == 0 && countsMissing)
        {
            _readers.Add(ValueReader.EveryRow);
        }
    }

    public override void Collect(RowBatch batch)
    {
        _counts.EnsureCapacity(batch.ParentCount);
        foreach (var reader in _readers)
        {
            _counts.Add(reader.ReadParents(batch));
        }
    }

    public override AggregationPartial Finish(int parent) => new ValueCountPartial(_counts[parent]);

    /// <summary>Hides the type of the values, which are only counted.</summary>
    private abstract class ValueReader
    {
        public static readonly ValueReader EveryRow = new RowReader();

        public static ValueReader Open(Column column, bool fills) => column switch
        {
            BlockColumn<long> longs => new ColumnReader<long>(longs, fills ? 0 : null),
            BlockColumn<double> doubles => new ColumnReader<double>(doubles, fills ? 0 : null),
            BlockColumn<int> ordinals => new ColumnReader<int>(ordinals, fills ? 0 : null),
            _ => throw new ArgumentOutOfRangeException(nameof(column), column, "A column of an unknown kind."),
        };

        /// <summary>The parent's bucket of each value.</summary>
        public abstract ReadOnlySpan<int> ReadParents(RowBatch batch);
    }

    private sealed class ColumnReader<T>(BlockColumn<T> column, T? missing) : ValueReader
        where T : unmanaged
    {
        private readonly FieldReader<T> _reader = new(column, missing);

        public override ReadOnlySpan<int> ReadParents(RowBatch batch) => _reader.Read(batch).Parents;
    }

    private sealed class RowReader : ValueReader
    {
        public override ReadOnlySpan<int> ReadParents(RowBatch batch) => batch.Parents;
    }
}

using El4k.Store.Columns;
using El4k.Store.Mapping;
using El4k.Store.Search;

namespace El4k.Store.Aggregations;

/// <summary>The numbers of a field in one segment, whatever numeric types they are kept as; dates are milliseconds, booleans 0 and 1.</summary>
/// <remarks>Used by one thread.</remarks>
internal sealed class NumberSource
{
    private readonly List<FieldReader<long>> _longs = [];
    private readonly List<FieldReader<double>> _doubles = [];
    private readonly double? _missing;
    private double[] _converted = [];
    private double[] _fill = [];

    private NumberSource(double? missing) => _missing = missing;

    /// <summary>What takes a batch of values.</summary>
    public delegate void Sink(ReadOnlySpan<double> values, ReadOnlySpan<int> offsets, ReadOnlySpan<int> parents);

    /// <param name="segment">The segment.</param>
    /// <param name="path">The field.</param>
    /// <param name="missing">The value of rows that have none, or null to leave them out.</param>
    /// <param name="aggregation">The aggregation's type, for errors.</param>
    /// <exception cref="InvalidRequestException">The field holds no numbers.</exception>
    public static NumberSource Open(SegmentSearch segment, string path, double? missing, string aggregation)
    {
        var field = segment.Mapping.Find(path);
        var columns = field is null ? [] : segment.Segment.GetColumns(path).Where(column => column is LongColumn or DoubleColumn).ToList();
        if (columns.Count == 0 && field is { Type: FieldType.Keyword or FieldType.Text })
        {
            throw new InvalidRequestException(
                InvalidRequestException.IllegalArgument,
                $"Field [{path}] of type [{field.TypeName}] is not supported for aggregation [{aggregation}]; it needs numbers, dates or booleans");
        }

        // With several columns, which rows have no value at all is known only when all are read; a missing value then goes to
        // the rows that the first column lacks. Fields with mixed numbers and a missing value are rare enough for that.
        var source = new NumberSource(columns.Count == 0 ? missing : null);
        foreach (var column in columns)
        {
            var fill = source.IsFirst ? missing : null;
            switch (column)
            {
                case LongColumn longs:
                    source._longs.Add(new FieldReader<long>(longs, fill is { } number ? (long)number : null));
                    break;
                case DoubleColumn doubles:
                    source._doubles.Add(new FieldReader<double>(doubles, fill));
                    break;
                default:
                    break;
            }
        }

        return source;
    }

    private bool IsFirst => _longs.Count == 0 && _doubles.Count == 0;

    /// <summary>Passes the values of the batch's rows on.</summary>
    public void Read(RowBatch batch, Sink sink)
    {
        foreach (var reader in _longs)
        {
            var read = reader.Read(batch);
            Growing.Ensure(ref _converted, read.Count);
            var converted = _converted.AsSpan(0, read.Count);
            for (var i = 0; i < converted.Length; i++)
            {
                converted[i] = read.Values[i];
            }

            sink(converted, read.Offsets, read.Parents);
        }

        foreach (var reader in _doubles)
        {
            var read = reader.Read(batch);
            sink(read.Values, read.Offsets, read.Parents);
        }

        if (_missing is { } missing)
        {
            Growing.Ensure(ref _fill, batch.Offsets.Length);
            _fill.AsSpan(0, batch.Offsets.Length).Fill(missing);
            sink(_fill.AsSpan(0, batch.Offsets.Length), batch.Offsets, batch.Parents);
        }
    }
}

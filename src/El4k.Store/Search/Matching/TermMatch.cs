using El4k.Store.Columns;
using El4k.Store.Io;
using El4k.Store.Mapping;

namespace El4k.Store.Search.Matching;

/// <summary>Finds the rows that have one of some exact values, whatever the type of the field.</summary>
internal static class TermMatch
{
    /// <param name="segment">Where to look.</param>
    /// <param name="field">The field.</param>
    /// <param name="values">The values as text; dates may have date math and stand for the whole span they name.</param>
    /// <param name="lenient">Whether a value that is none of the field's type matches nothing, or is an error.</param>
    /// <param name="rows">Receives the rows.</param>
    public static void Add(SegmentSearch segment, FieldMapping field, IReadOnlyCollection<string> values, bool lenient, RowSet rows)
    {
        if (field.Type == FieldType.Text && segment.Segment.GetText(field.Path) is { } text)
        {
            text.AddRows(TermScan.ToArray(TermScan.Exact(text.Terms, values)), rows);
        }

        // Values of other types are kept in columns of their own unless the mapping was explicit, so only then is a value impossible.
        if (!lenient && field.IsExplicit && field.Type is FieldType.Long or FieldType.Double or FieldType.Boolean
            && values.FirstOrDefault(value => !FieldValue.TryNumber(value, out _)) is { } wrong && !lenient)
        {
            throw FieldValue.Wrong(field, wrong);
        }

        foreach (var column in segment.Segment.GetColumns(field.Path))
        {
            Add(segment, field, column, values, lenient, rows);
        }
    }

    private static void Add(
        SegmentSearch segment, FieldMapping field, Column column, IReadOnlyCollection<string> values, bool lenient, RowSet rows)
    {
        switch (column)
        {
            case KeywordColumn keyword when field.TypeName == FieldValue.IpType:
                BlockScan.AddOrdinals(keyword, IpAddresses.In(keyword.Terms, values, lenient), rows, segment.Cancellation);
                break;
            case KeywordColumn keyword:
                AddTerms(keyword, values, rows, segment.Cancellation);
                break;
            case LongColumn { Type: ColumnType.Date }:
                foreach (var value in values)
                {
                    RangeMatch.Add(segment, field, column, new RangeBounds { From = value, To = value }, lenient, rows);
                }

                break;
            case LongColumn number:
                AddNumbers(
                    number, [.. values.Where(value => FieldValue.TryNumber(value, out _)).Select(ToLong).OfType<long>()], rows, segment.Cancellation);
                break;
            case DoubleColumn number:
                AddNumbers(
                    number, [.. values.Select(value => FieldValue.TryNumber(value, out var parsed) ? parsed : (double?)null).OfType<double>()], rows, segment.Cancellation);
                break;
            default:
                break;
        }
    }

    private static long? ToLong(string value) => value switch
    {
        "true" => 1,
        "false" => 0,
        _ => FieldValue.TryLong(value, out var number) ? number : null,
    };

    private static void AddTerms(KeywordColumn column, IEnumerable<string> values, RowSet rows, CancellationToken cancellation)
    {
        var ordinals = TermScan.Exact(column.Terms, values);
        var first = ordinals.NextFrom(0);
        if (first < 0)
        {
            return;
        }

        if (ordinals.NextFrom(first + 1) < 0)
        {
            BlockScan.AddRange(column, first, first, rows, cancellation);
        }
        else
        {
            BlockScan.AddOrdinals(column, ordinals, rows, cancellation);
        }
    }

    private static void AddNumbers<T>(BlockColumn<T> column, List<T> numbers, RowSet rows, CancellationToken cancellation)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        foreach (var number in numbers)
        {
            BlockScan.AddRange(column, number, number, rows, cancellation);
        }
    }
}

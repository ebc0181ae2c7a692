using El4k.Store.Columns;
using El4k.Store.Io;
using El4k.Store.Mapping;
using El4k.Store.Search.Dates;

namespace El4k.Store.Search.Matching;

/// <summary>Finds the rows with a value in a range, whatever the type of the field.</summary>
internal static class RangeMatch
{
    /// <param name="segment">Where to look.</param>
    /// <param name="field">The field.</param>
    /// <param name="bounds">The range.</param>
    /// <param name="lenient">Whether a bound that is no value of the field's type matches nothing, or is an error.</param>
    /// <param name="rows">Receives the rows.</param>
    public static void Add(SegmentSearch segment, FieldMapping field, RangeBounds bounds, bool lenient, RowSet rows)
    {
        if (field.Type == FieldType.Text && segment.Segment.GetText(field.Path) is { } text)
        {
            text.AddRows(TermScan.ToArray(TermScan.Between(text.Terms, bounds)), rows);
        }

        Validate(segment, field, bounds, lenient);
        foreach (var column in segment.Segment.GetColumns(field.Path))
        {
            Add(segment, field, column, bounds, lenient, rows);
        }
    }

    /// <summary>Checks the bounds against the field's own type; columns of other types take what fits them.</summary>
    private static void Validate(SegmentSearch segment, FieldMapping field, RangeBounds bounds, bool lenient)
    {
        if (lenient)
        {
            return;
        }

        switch (field.Type)
        {
            case FieldType.Date:
                Dates(segment, field, bounds);
                break;
            case FieldType.Long or FieldType.Double:
                foreach (var bound in (ReadOnlySpan<string?>)[bounds.From, bounds.To])
                {
                    if (bound is not null && !FieldValue.TryNumber(bound, out _))
                    {
                        throw FieldValue.Wrong(field, bound);
                    }
                }

                break;
            default:
                break;
        }
    }

    /// <summary>Adds the rows of one column of the field.</summary>
    public static void Add(SegmentSearch segment, FieldMapping field, Column column, RangeBounds bounds, bool lenient, RowSet rows)
    {
        switch (column)
        {
            // Strings among the values of a number or date field are not between two numbers.
            case KeywordColumn keyword when field.Type is FieldType.Keyword or FieldType.Text:
                var ordinals = field.TypeName == FieldValue.IpType ? IpAddresses.Between(keyword.Terms, bounds, lenient) : TermScan.Between(keyword.Terms, bounds);
                BlockScan.AddOrdinals(keyword, ordinals, rows, segment.Cancellation);
                break;
            case LongColumn { Type: ColumnType.Date } date:
                if (TryDates(segment, field, bounds, out var from, out var to))
                {
                    AddLongs(date, from, to, rows, segment.Cancellation);
                }

                break;
            case LongColumn number:
                if (TryLongs(bounds, out from, out to))
                {
                    AddLongs(number, from, to, rows, segment.Cancellation);
                }

                break;
            case DoubleColumn number:
                if (TryDoubles(bounds, out var low, out var high))
                {
                    BlockScan.AddRange(number, low, high, rows, segment.Cancellation);
                }

                break;
            default:
                break;
        }
    }

    private static void AddLongs(LongColumn column, long from, long to, RowSet rows, CancellationToken cancellation)
    {
        if (from <= column.Max && to >= column.Min)
        {
            BlockScan.AddRange(column, from, to, rows, cancellation);
        }
    }

    private static bool TryDates(SegmentSearch segment, FieldMapping field, RangeBounds bounds, out long from, out long to)
    {
        try
        {
            (from, to) = Dates(segment, field, bounds);
            return true;
        }
        catch (InvalidRequestException)
        {
            // Validation has accepted the bounds for the field's own type, or the request is lenient: this column has no such value.
            (from, to) = (0, 0);
            return false;
        }
    }

    private static (long From, long To) Dates(SegmentSearch segment, FieldMapping field, RangeBounds bounds)
    {
        var math = new DateMath(bounds.Format ?? FieldValue.FormatOf(field), bounds.Zone, segment.Now);
        var from = long.MinValue;
        var to = long.MaxValue;
        if (bounds.From is not null)
        {
            from = bounds.IncludesFrom ? math.Evaluate(bounds.From, roundUp: false) : math.Evaluate(bounds.From, roundUp: true) + 1;
        }

        if (bounds.To is not null)
        {
            to = bounds.IncludesTo ? math.Evaluate(bounds.To, roundUp: true) : math.Evaluate(bounds.To, roundUp: false) - 1;
        }

        return (from, to);
    }

    private static bool TryLongs(RangeBounds bounds, out long from, out long to)
    {
        (from, to) = (long.MinValue, long.MaxValue);
        if (bounds.From is not null)
        {
            if (!FieldValue.TryExact(bounds.From, out var exact))
            {
                return false;
            }

            from = FieldValue.ToLong(bounds.IncludesFrom ? decimal.Ceiling(exact) : decimal.Floor(exact) + 1);
            if (exact > long.MaxValue)
            {
                return false;
            }
        }

        if (bounds.To is not null)
        {
            if (!FieldValue.TryExact(bounds.To, out var exact) || exact < long.MinValue)
            {
                return false;
            }

            to = FieldValue.ToLong(bounds.IncludesTo ? decimal.Floor(exact) : decimal.Ceiling(exact) - 1);
        }

        return true;
    }

    private static bool TryDoubles(RangeBounds bounds, out double from, out double to)
    {
        (from, to) = (double.NegativeInfinity, double.PositiveInfinity);
        if (bounds.From is not null)
        {
            if (!FieldValue.TryNumber(bounds.From, out from))
            {
                return false;
            }

            from = bounds.IncludesFrom ? from : Math.BitIncrement(from);
        }

        if (bounds.To is not null)
        {
            if (!FieldValue.TryNumber(bounds.To, out to))
            {
                return false;
            }

            to = bounds.IncludesTo ? to : Math.BitDecrement(to);
        }

        return true;
    }
}

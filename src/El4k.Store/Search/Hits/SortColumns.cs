using El4k.Store.Columns;
using El4k.Store.Mapping;
using El4k.Store.Search.Dates;
using El4k.Store.Search.Matching;

namespace El4k.Store.Search.Hits;

/// <summary>Finds the columns that sort keys read.</summary>
internal static class SortColumns
{
    /// <param name="key">The key.</param>
    /// <param name="segment">The segment.</param>
    /// <param name="number">Number of the segment among those of the request.</param>
    /// <exception cref="InvalidRequestException">The field is text without a sub-field of whole strings.</exception>
    public static SortColumn Open(SortKey key, SegmentSearch segment, int number)
    {
        switch (key.Kind)
        {
            case SortKind.Document:
                return new DocumentSortColumn(key, number, segment.Segment.RowCount);
            case SortKind.Score:
                return new ConstantSortColumn(key, SortValue.Of(1.0));
            default:
                break;
        }

        var field = segment.Mapping.FindAggregatable(key.Field);
        if (field is null && segment.Mapping.Find(key.Field) is not null)
        {
            throw new InvalidRequestException(
                InvalidRequestException.IllegalArgument,
                $"Text field [{key.Field}] keeps words, not whole strings, so hits cannot be sorted by it; map it as keyword, or give it a keyword sub-field");
        }

        var missing = MissingValue(key, field, segment.Now);
        var column = field is { ColumnType: { } type } ? segment.Segment.GetColumn(field.Path, type) : null;
        return column switch
        {
            LongColumn longs => new NumberSortColumn<long>(key, longs, SortValue.Of, missing),
            DoubleColumn doubles => new NumberSortColumn<double>(key, doubles, SortValue.Of, missing),
            KeywordColumn keyword => new KeywordSortColumn(key, keyword, missing),
            _ => new ConstantSortColumn(key, missing),
        };
    }

    /// <summary>Reads a value of <c>search_after</c> as the key's field has them.</summary>
    public static SortValue ParseAfter(SortKey key, FieldMapping? field, string? text, long now) => text is null
        ? SortValue.Missing
        : Parse(key, field, text, now);

    private static SortValue MissingValue(SortKey key, FieldMapping? field, long now) =>
        key.MissingValue is null ? SortValue.Missing : Parse(key, field, key.MissingValue, now);

    private static SortValue Parse(SortKey key, FieldMapping? field, string text, long now) => (key.Kind, field?.Type) switch
    {
        (SortKind.Field, FieldType.Keyword) => SortValue.Of(TermScan.ToBytes(text)),
        (SortKind.Field, FieldType.Double) or (SortKind.Score, _) when FieldValue.TryNumber(text, out var number) => SortValue.Of(number),
        _ when FieldValue.TryLong(text, out var number) => SortValue.Of(number),
        (SortKind.Field, FieldType.Date) => SortValue.Of(
            new DateMath(key.Format ?? FieldValue.FormatOf(field!), TimeZoneInfo.Utc, now).Evaluate(text, roundUp: false)),
        (SortKind.Field, null) => SortValue.Of(TermScan.ToBytes(text)),
        _ => throw new InvalidRequestException(
            InvalidRequestException.IllegalArgument, $"[{text}] is no value to sort by [{key.Field}] with"),
    };
}

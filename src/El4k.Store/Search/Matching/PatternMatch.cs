using El4k.Store.Columns;
using El4k.Store.Io;
using El4k.Store.Mapping;

namespace El4k.Store.Search.Matching;

/// <summary>Finds the rows that have a term that fits a pattern.</summary>
internal static class PatternMatch
{
    /// <param name="segment">Where to look.</param>
    /// <param name="field">The field.</param>
    /// <param name="pattern">The condition on one term.</param>
    /// <param name="lenient">Whether a field that has no terms matches nothing, or is an error.</param>
    /// <param name="rows">Receives the rows.</param>
    public static void Add(SegmentSearch segment, FieldMapping field, TermPattern pattern, bool lenient, RowSet rows)
    {
        if (field.Type is not (FieldType.Text or FieldType.Keyword) && field.IsExplicit && !lenient)
        {
            throw new InvalidRequestException(
                InvalidRequestException.QueryShard,
                $"field [{field.Path}] is of type [{field.TypeName}]; patterns need text or keyword, numbers and dates take ranges such as {field.Path}:[1 TO 9]");
        }

        if (segment.Segment.GetText(field.Path) is { } text)
        {
            text.AddRows(TermScan.ToArray(TermScan.Matching(text.Terms, pattern, segment.Cancellation)), rows);
        }

        if (segment.Segment.GetColumn(field.Path, ColumnType.Keyword) is KeywordColumn keyword)
        {
            var ordinals = TermScan.Matching(keyword.Terms, pattern, segment.Cancellation);
            BlockScan.AddOrdinals(keyword, ordinals, rows, segment.Cancellation);
        }
    }
}

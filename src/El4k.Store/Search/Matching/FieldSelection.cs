using El4k.Store.Io;

namespace El4k.Store.Search.Matching;

/// <summary>Finds rows by a field's name, the names that are no fields of the mapping (<c>_id</c>, <c>_index</c>) included.</summary>
internal static class FieldSelection
{
    /// <summary>The rows that have one of some exact values.</summary>
    public static RowSet Terms(SegmentSearch segment, string field, IReadOnlyCollection<string> values, bool lenient)
    {
        if (IsMetadata(field))
        {
            return Metadata(segment, field, values);
        }

        var rows = segment.NoRows();
        if (segment.Mapping.Find(field) is { } mapped)
        {
            TermMatch.Add(segment, mapped, values, lenient, rows);
        }

        return rows;
    }

    /// <summary>The rows that have a term that fits a pattern.</summary>
    public static RowSet Pattern(SegmentSearch segment, string field, TermPattern pattern, bool lenient)
    {
        if (field == "_index")
        {
            return pattern.IsMatch(segment.IndexName) ? segment.AllRows() : segment.NoRows();
        }

        var rows = segment.NoRows();
        if (segment.Mapping.Find(field) is { } mapped)
        {
            PatternMatch.Add(segment, mapped, pattern, lenient, rows);
        }

        return rows;
    }

    public static bool IsMetadata(string field) => field is "_id" or "_index";

    private static RowSet Metadata(SegmentSearch segment, string field, IReadOnlyCollection<string> values)
    {
        if (field == "_index")
        {
            return values.Contains(segment.IndexName) ? segment.AllRows() : segment.NoRows();
        }

        var rows = segment.NoRows();
        foreach (var value in values)
        {
            var row = segment.Segment.FindRow(TermScan.ToBytes(value));
            if (row >= 0)
            {
                rows.Add(row);
            }
        }

        return rows;
    }
}

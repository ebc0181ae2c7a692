using El4k.Store.Io;

namespace El4k.Store.Search.Matching;

/// <summary>Finds the rows that have any value of a field.</summary>
internal static class ExistsMatch
{
    /// <param name="segment">Where to look.</param>
    /// <param name="path">A field, an object (any field below it counts), or a pattern with <c>*</c>.</param>
    /// <param name="rows">Receives the rows.</param>
    public static void Add(SegmentSearch segment, string path, RowSet rows)
    {
        var mapping = segment.Mapping;
        var fields = mapping.Match(path).ToList();
        if (fields.Count == 0)
        {
            fields = [.. mapping.Match(path + ".*")];
        }

        foreach (var field in fields)
        {
            foreach (var column in segment.Segment.GetColumns(field.Path))
            {
                rows.Or(column.GetPresence());
            }

            segment.Segment.GetText(field.Path)?.AddPresence(rows);
        }
    }
}

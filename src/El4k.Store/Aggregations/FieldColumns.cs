using El4k.Store.Columns;
using El4k.Store.Search;

namespace El4k.Store.Aggregations;

/// <summary>Finds the columns that hold a field's values; for text those of its <c>keyword</c> sub-field.</summary>
internal static class FieldColumns
{
    /// <returns>None for a field that the index or the segment lacks.</returns>
    /// <exception cref="InvalidRequestException">The field is text without a sub-field of whole strings.</exception>
    public static IReadOnlyList<Column> Open(SegmentSearch segment, string path)
    {
        if (segment.Mapping.FindAggregatable(path) is not { } field)
        {
            if (segment.Mapping.Find(path) is null)
            {
                return [];
            }

            throw new InvalidRequestException(
                InvalidRequestException.IllegalArgument,
                $"Text field [{path}] keeps words, not whole strings, so it cannot be counted by value; map it as keyword, or give it a keyword sub-field");
        }

        return segment.Segment.GetColumns(field.Path);
    }
}

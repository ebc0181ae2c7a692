using El4k.Store.Io;
using El4k.Store.Search.Highlighting;

namespace El4k.Store.Search;

/// <summary>A condition on documents, as the request wrote it.</summary>
/// <remarks>Immutable; any number of threads may match segments with one query. A field that an index lacks matches nothing there.</remarks>
internal abstract record Query
{
    /// <summary>The rows of one segment that match; deleted rows may be among them.</summary>
    /// <returns>A set of the caller's own, which it may change.</returns>
    /// <exception cref="InvalidRequestException">A value does not fit the type of the field in this index.</exception>
    public abstract RowSet Match(SegmentSearch segment);

    /// <summary>Adds what the query looks for in text, to be marked in hits; conditions that must not hold add nothing.</summary>
    public virtual void AddHighlights(ICollection<HighlightTerm> terms)
    {
    }
}

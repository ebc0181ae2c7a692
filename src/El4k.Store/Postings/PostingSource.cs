using El4k.Store.Io;

namespace El4k.Store.Postings;

/// <summary>For each term of a dictionary the documents that hold it, and where.</summary>
/// <remarks>A document here is whatever was counted when the lists were made: a row, or a distinct value of a column. Safe for reading threads.</remarks>
internal abstract class PostingSource
{
    /// <summary>Adds the documents that hold a term; documents beyond the set's size are left out.</summary>
    public abstract void AddDocuments(int term, RowSet documents);

    /// <summary>Appends <c>document &lt;&lt; 32 | position</c> for each place of a term, ascending.</summary>
    public abstract void ReadPositions(int term, List<long> positions);
}

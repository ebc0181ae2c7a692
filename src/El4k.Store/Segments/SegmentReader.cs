using System.Buffers;
using El4k.Store.Columns;
using El4k.Store.Io;
using El4k.Store.Postings;

namespace El4k.Store.Segments;

/// <summary>A fixed set of rows, in memory or on disk, as search sees it.</summary>
/// <remarks>
/// <para>
/// A row is one version of one document, numbered from 0 in order of arrival. Everything a reader shows is fixed when the reader is
/// made, deleted rows included; a later write is seen by a later reader.
/// </para>
/// <para>
/// Safe for any number of threads. Columns, indexes and spans obtained from a reader must not be used after the
/// <c>IndexSnapshot</c> that holds it is disposed. Any member may throw <see cref="CorruptFileException"/>: it costs this segment,
/// not the others.
/// </para>
/// </remarks>
internal abstract class SegmentReader
{
    /// <summary>The field that time ranges of segments are kept for.</summary>
    public const string TimestampField = "@timestamp";

    /// <summary>A name for messages, unique within the index.</summary>
    public abstract string Name { get; }

    /// <summary>Rows, deleted ones included.</summary>
    public abstract int RowCount { get; }

    /// <summary>The rows that are not deleted, or null if none is deleted. Must not be changed by the caller.</summary>
    public abstract RowSet? LiveRows { get; }

    /// <summary>Number of rows that are not deleted.</summary>
    public abstract int LiveRowCount { get; }

    /// <summary>Bytes in memory (builder) or on disk (segment).</summary>
    public abstract long SizeInBytes { get; }

    /// <summary>Least value of the date field <c>@timestamp</c>, in epoch milliseconds; null if no row has one. A lower bound.</summary>
    public abstract long? MinTimestamp { get; }

    /// <summary>Greatest value of the date field <c>@timestamp</c>, likewise. An upper bound.</summary>
    public abstract long? MaxTimestamp { get; }

    /// <summary>Paths that have a column or a text index here, sub-fields such as <c>message.keyword</c> included; in no special order.</summary>
    public abstract IReadOnlyCollection<string> Fields { get; }

    /// <summary>
    /// The columns of a path. Usually none or one; several when documents disagreed on the type of a dynamically mapped field
    /// (<c>status: 200</c>, then <c>status: "none"</c>): then the column of the mapped type comes first. A row may have values in several.
    /// </summary>
    public abstract IReadOnlyList<Column> GetColumns(string path);

    /// <summary>The inverted index of a text field, or null if no row has text there.</summary>
    public abstract TextIndex? GetText(string path);

    /// <summary>Finds the live row of a document.</summary>
    /// <returns>The row, or -1 if this segment has no live row with that id.</returns>
    public abstract int FindRow(ReadOnlySpan<byte> id);

    /// <summary>The document id of a row.</summary>
    public abstract string GetId(int row);

    /// <summary>The document version of a row, from 1.</summary>
    public abstract long GetVersion(int row);

    /// <summary>The sequence number of the operation that wrote the row.</summary>
    public abstract long GetSequenceNumber(int row);

    /// <summary>Appends the document as it was sent. Rows of one block (some dozens) after one another are cheap.</summary>
    public abstract void ReadSource(int row, IBufferWriter<byte> destination);

    /// <summary>The column of a path and type, or null.</summary>
    public Column? GetColumn(string path, ColumnType type)
    {
        foreach (var column in GetColumns(path))
        {
            if (column.Type == type)
            {
                return column;
            }
        }

        return null;
    }
}

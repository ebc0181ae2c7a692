using System.Buffers;
using El4k.Store.Columns;
using El4k.Store.Io;
using El4k.Store.Postings;

namespace El4k.Store.Segments;

/// <summary>A <see cref="SegmentFile"/> with the rows that are deleted as of one moment.</summary>
internal sealed class FileSegmentReader(SegmentFile file, RowSet? liveRows) : SegmentReader
{
    /// <inheritdoc/>
    public override string Name => file.Name;

    /// <inheritdoc/>
    public override int RowCount => file.RowCount;

    /// <inheritdoc/>
    public override RowSet? LiveRows => liveRows;

    /// <inheritdoc/>
    public override int LiveRowCount { get; } = liveRows?.Count() ?? file.RowCount;

    /// <inheritdoc/>
    public override long SizeInBytes => file.DiskBytes;

    /// <inheritdoc/>
    public override long? MinTimestamp => file.MinTimestamp;

    /// <inheritdoc/>
    public override long? MaxTimestamp => file.MaxTimestamp;

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Fields => file.Paths;

    /// <inheritdoc/>
    public override IReadOnlyList<Column> GetColumns(string path)
    {
        try
        {
            return file.GetColumns(path);
        }
        catch (CorruptFileException exception)
        {
            file.Report(exception);
            throw;
        }
    }

    /// <inheritdoc/>
    public override TextIndex? GetText(string path)
    {
        try
        {
            return file.GetText(path);
        }
        catch (CorruptFileException exception)
        {
            file.Report(exception);
            throw;
        }
    }

    /// <inheritdoc/>
    public override int FindRow(ReadOnlySpan<byte> id)
    {
        var row = file.Ids.FindLastRow(id);
        return row >= 0 && (liveRows is null || liveRows[row]) ? row : -1;
    }

    /// <inheritdoc/>
    public override string GetId(int row) => file.Ids.GetId(row);

    /// <inheritdoc/>
    public override long GetVersion(int row) => file.Versions.GetVersion(row);

    /// <inheritdoc/>
    public override long GetSequenceNumber(int row) => file.Versions.GetSequenceNumber(row);

    /// <inheritdoc/>
    public override void ReadSource(int row, IBufferWriter<byte> destination)
    {
        try
        {
            file.Sources.Read(row, destination);
        }
        catch (CorruptFileException exception)
        {
            file.Report(exception);
            throw;
        }
    }
}

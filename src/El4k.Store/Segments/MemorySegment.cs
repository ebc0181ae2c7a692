using System.Buffers;
using System.Collections.Concurrent;
using El4k.Store.Columns;
using El4k.Store.Io;
using El4k.Store.Postings;

namespace El4k.Store.Segments;

/// <summary>The published rows of a <see cref="SegmentBuilder"/>.</summary>
internal sealed class MemorySegment : SegmentReader
{
    private readonly SegmentBuilder _builder;
    private readonly ConcurrentDictionary<string, IReadOnlyList<Column>> _columns = new(StringComparer.Ordinal);

    /// <param name="builder">Where the rows are.</param>
    /// <param name="name">A name for messages.</param>
    /// <param name="rowCount">Rows to show.</param>
    /// <param name="liveRows">A set over at most that many rows, not changed any more; rows above it are live. Null if all are.</param>
    public MemorySegment(SegmentBuilder builder, string name, int rowCount, RowSet? liveRows)
    {
        _builder = builder;
        Name = name;
        RowCount = rowCount;
        LiveRows = liveRows is null || liveRows.RowCount == rowCount ? liveRows : liveRows.Resized(rowCount, value: true);
        LiveRowCount = LiveRows?.Count() ?? rowCount;
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override int RowCount { get; }

    /// <inheritdoc/>
    public override RowSet? LiveRows { get; }

    /// <inheritdoc/>
    public override int LiveRowCount { get; }

    /// <inheritdoc/>
    public override long SizeInBytes => _builder.AllocatedBytes;

    /// <inheritdoc/>
    public override long? MinTimestamp => GetColumn(TimestampField, ColumnType.Date) is LongColumn column ? column.Min : null;

    /// <inheritdoc/>
    public override long? MaxTimestamp => GetColumn(TimestampField, ColumnType.Date) is LongColumn column ? column.Max : null;

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Fields =>
        [.. _builder.Paths.Where(path => GetColumns(path).Count > 0 || GetText(path) is not null)];

    /// <inheritdoc/>
    public override IReadOnlyList<Column> GetColumns(string path) =>
        _columns.TryGetValue(path, out var columns) ? columns
        : _builder.Find(path) is { } found ? _columns.GetOrAdd(path, found.View(RowCount))
        : [];

    /// <inheritdoc/>
    public override TextIndex? GetText(string path)
    {
        if (_builder.Find(path)?.Text is not { } text)
        {
            return null;
        }

        var longRows = new List<int>();
        for (var i = 0; i < text.LongRows.Count && text.LongRows[i] < RowCount; i++)
        {
            longRows.Add(text.LongRows[i]);
        }

        var values = text.Values is null ? null : new KeywordColumnView(text.Values, RowCount);
        return longRows.Count == 0 && values is null or { PresentRows: 0 }
            ? null
            : new ValueTextIndex(
                RowCount, new TermTableView(text.Terms), values, text.ValuePostings, longRows.Count == 0 ? null : text.RowPostings, longRows);
    }

    /// <inheritdoc/>
    public override int FindRow(ReadOnlySpan<byte> id)
    {
        var row = _builder.Ids.FindLastRow(id, RowCount);
        return row >= 0 && (LiveRows is null || LiveRows[row]) ? row : -1;
    }

    /// <inheritdoc/>
    public override string GetId(int row) => _builder.Ids.GetId(row);

    /// <inheritdoc/>
    public override long GetVersion(int row) => _builder.Versions.GetVersion(row);

    /// <inheritdoc/>
    public override long GetSequenceNumber(int row) => _builder.Versions.GetSequenceNumber(row);

    /// <inheritdoc/>
    public override void ReadSource(int row, IBufferWriter<byte> destination) => _builder.Sources.Read(row, destination);
}

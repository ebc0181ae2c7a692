using System.Buffers;
using El4k.Store.Io;
using El4k.Store.Mapping;

namespace El4k.Store.Segments;

/// <summary>Makes one segment of several: their live documents, in order, indexed again.</summary>
/// <remarks>Indexing again costs what indexing costs, and keeps one way in which columns come to be. The result is bounded by what a builder may take.</remarks>
internal sealed class SegmentMerger
{
    private readonly SegmentBuilder _builder = new();
    private readonly DocumentParser _parser;
    private readonly ArrayBufferWriter<byte> _source = new();

    private SegmentMerger(IndexMapping mapping)
    {
        // No field may be added: what the index left in _source stays there.
        var fields = new MappingBuilder(mapping);
        _parser = new DocumentParser(fields, fields.FieldCount);
    }

    /// <summary>Merges segments.</summary>
    /// <param name="segments">The segments, oldest first, with the rows to take; null for all.</param>
    /// <param name="mapping">The index's fields.</param>
    /// <param name="name">Name of the new segment.</param>
    /// <param name="newRows">Receives for each segment the new row of each old one, -1 for rows left out.</param>
    /// <exception cref="CorruptFileException">A document cannot be read.</exception>
    public static FrozenSegment Merge(
        IReadOnlyList<(SegmentFile File, RowSet? LiveRows)> segments, IndexMapping mapping, string name, out List<int[]> newRows)
    {
        var merger = new SegmentMerger(mapping);
        newRows = [.. segments.Select(segment => merger.Add(segment.File, segment.LiveRows))];
        merger._builder.Measure();
        return new FrozenSegment(merger._builder, name);
    }

    private int[] Add(SegmentFile file, RowSet? liveRows)
    {
        var newRows = new int[file.RowCount];
        try
        {
            for (var row = 0; row < newRows.Length; row++)
            {
                newRows[row] = liveRows is null || liveRows[row] ? Add(file, row) : -1;
            }
        }
        catch (CorruptFileException exception)
        {
            file.Report(exception);
            throw;
        }

        return newRows;
    }

    private int Add(SegmentFile file, int row)
    {
        _source.ResetWrittenCount();
        file.Sources.Read(row, _source);
        _parser.Parse(_source.WrittenSpan, lenient: true);
        var sequenceNumber = file.Versions.GetSequenceNumber(row);
        var version = file.Versions.GetVersion(row);
        return file.Ids.TryGetMade(row, out var prefix, out var count, out var given)
            ? _builder.Append(_parser, _source.WrittenSpan, prefix, count, sequenceNumber, version)
            : _builder.Append(_parser, _source.WrittenSpan, given, sequenceNumber, version);
    }
}

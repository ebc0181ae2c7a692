using El4k.Store.Columns;
using El4k.Store.Documents;
using El4k.Store.Io;
using El4k.Store.Postings;

namespace El4k.Store.Segments;

/// <summary>Writes the rows of a finished builder as a segment file.</summary>
internal sealed class SegmentFileWriter
{
    // Text with more distinct values than this share of all has its postings over rows: going through ordinals would save little.
    private const double MinDistinctShare = 0.25;

    private readonly AppendFile _file;
    private readonly ByteBuffer _table = new();
    private readonly ByteBuffer _section = new();
    private int _sections;

    private SegmentFileWriter(AppendFile file) => _file = file;

    /// <summary>Writes a file and syncs it; its name is durable after the folder is synced.</summary>
    /// <returns>The file's length.</returns>
    public static long Write(FileSystem files, string path, FrozenSegment segment)
    {
        // A file of that name is left from an attempt that failed.
        files.Delete(path);
        using var file = files.Create(path);
        var writer = new SegmentFileWriter(file);
        file.Write(SegmentFormat.Header());
        writer.WriteInfo(segment);
        writer.WriteDocuments(segment.Builder);
        writer.WriteFields(segment);
        writer.Align();
        file.Write(writer._table.Written);
        file.Write(SegmentFormat.Footer(file.Length - writer._table.Length, writer._table.Written, writer._sections));
        file.Sync();
        return file.Length;
    }

    private void WriteInfo(FrozenSegment segment)
    {
        var builder = segment.Builder;
        var reader = segment.CreateReader(null);
        _section.WriteInt32(builder.RowCount);
        _section.WriteInt32(0);
        _section.WriteInt64(builder.MinSequenceNumber);
        _section.WriteInt64(builder.MaxSequenceNumber);
        _section.WriteInt64(reader.MinTimestamp ?? long.MaxValue);
        _section.WriteInt64(reader.MaxTimestamp ?? long.MinValue);
        EndSection(SectionKind.Info, "");
    }

    private void WriteDocuments(SegmentBuilder builder)
    {
        IdSection.Write(builder.Ids, builder.RowCount, _section);
        EndSection(SectionKind.Ids, "");
        VersionSection.Write(builder.Versions, _section);
        EndSection(SectionKind.Versions, "");
        var blocks = builder.Sources.Complete();
        SourceSection.WriteTable(blocks, _section);
        EndSection(SectionKind.SourceTable, "");

        // The one section that may be larger than memory should hold at once.
        Align();
        var offset = _file.Length;
        var checksum = 0u;
        foreach (var block in blocks)
        {
            SourceSection.WriteBlock(block, _section);
            checksum = Crc32C.Append(checksum, _section.Written);
            _file.Write(_section.Written);
            _section.Clear();
        }

        AddEntry(SectionKind.SourceBlocks, "", offset, checksum);
    }

    private void WriteFields(FrozenSegment segment)
    {
        var reader = segment.CreateReader(null);
        var newOrdinals = new Dictionary<string, int[]>(StringComparer.Ordinal);
        var paths = segment.Builder.Paths.Order(StringComparer.Ordinal).ToList();
        foreach (var path in paths)
        {
            foreach (var column in reader.GetColumns(path))
            {
                WriteColumn(segment.Builder, path, column, newOrdinals);
            }
        }

        foreach (var path in paths)
        {
            if (segment.Builder.Find(path)?.Text is { } text)
            {
                var values = text.ValuesPath is null ? null : (KeywordColumn?)reader.GetColumn(text.ValuesPath, ColumnType.Keyword);
                WriteText(path, text, values, values is null ? null : newOrdinals[text.ValuesPath!]);
            }
        }
    }

    private void WriteColumn(SegmentBuilder builder, string path, Column column, Dictionary<string, int[]> newOrdinals)
    {
        switch (column)
        {
            case LongColumn longs:
                PackedColumnWriter.Write(longs, _section);
                EndSection(SegmentFile.KindOf(column.Type), path);
                break;
            case DoubleColumn doubles:
                PackedColumnWriter.Write(doubles, _section);
                EndSection(SectionKind.Doubles, path);
                break;
            case KeywordColumn keywords:
                var terms = builder.Find(path)!.Keywords.Terms;
                var sorted = SortedTerms.Sort(terms);
                var ordinals = newOrdinals[path] = new int[sorted.Length];
                for (var i = 0; i < sorted.Length; i++)
                {
                    ordinals[sorted[i]] = i;
                }

                PackedColumnWriter.Write(keywords, ordinals, _section);
                EndSection(SectionKind.Ordinals, path);
                SortedTerms.Write(terms, sorted, _section);
                EndSection(SectionKind.Terms, path);
                break;
        }
    }

    private void WriteText(string path, TextFieldBuilder text, KeywordColumn? values, int[]? newOrdinals)
    {
        _section.WriteBytes(values is null ? [] : System.Text.Encoding.UTF8.GetBytes(text.ValuesPath!));
        EndSection(SectionKind.TextInfo, path);
        var sorted = SortedTerms.Sort(text.Terms);
        SortedTerms.Write(text.Terms, sorted, _section);
        EndSection(SectionKind.TextTerms, path);
        PostingSource rows = text.RowPostings;
        if (values is not null && values.Terms.Count > values.ValueCount * MinDistinctShare)
        {
            rows = new ValueRowPostings(text.ValuePostings, values, text.RowPostings);
        }
        else if (values is not null)
        {
            PostingsWriter.Write(text.ValuePostings, sorted, newOrdinals, _section);
            EndSection(SectionKind.TextValues, path);
        }

        if (rows == text.RowPostings && text.LongRows.Count == 0)
        {
            return;
        }

        PostingsWriter.Write(rows, sorted, newDocuments: null, _section);
        EndSection(SectionKind.TextRows, path);
        for (var i = 0; i < text.LongRows.Count; i++)
        {
            _section.WriteInt32(text.LongRows[i]);
        }

        EndSection(SectionKind.LongTextRows, path);
    }

    private void EndSection(SectionKind kind, string name)
    {
        Align();
        var offset = _file.Length;
        _file.Write(_section.Written);
        AddEntry(kind, name, offset, Crc32C.Of(_section.Written));
        _section.Clear();
    }

    private void AddEntry(SectionKind kind, string name, long offset, uint checksum)
    {
        SegmentFormat.WriteEntry(_table, kind, name, offset, _file.Length - offset, checksum);
        _sections++;
    }

    private void Align()
    {
        var rest = (int)(_file.Length % SegmentFormat.Alignment);
        if (rest != 0)
        {
            Span<byte> zeros = stackalloc byte[SegmentFormat.Alignment];
            zeros.Clear();
            _file.Write(zeros[rest..]);
        }
    }
}

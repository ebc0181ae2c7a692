using System.Collections.Concurrent;
using System.Text;
using El4k.Store.Documents;
using El4k.Store.Mapping;

namespace El4k.Store.Segments;

/// <summary>The rows of an index that are in memory only: columns, inverted indexes and documents that grow by one row at a time.</summary>
/// <remarks>
/// One thread at a time appends, under the index's write lock; <see cref="MemorySegment"/>s show other threads a fixed number of rows.
/// </remarks>
internal sealed class SegmentBuilder
{
    // Longer strings are not kept whole in any column, as in Lucene; they stay in _source, and text is searchable by its words.
    private const int MaxKeywordBytes = 32766;

    private readonly ConcurrentDictionary<string, FieldColumns> _columns = new(StringComparer.Ordinal);
    private FieldWriter?[] _writers = new FieldWriter?[32];
    private long _measuredBytes;

    /// <summary>Rows appended, published or not.</summary>
    public int RowCount { get; private set; }

    /// <summary>The documents.</summary>
    public SourceBuilder Sources { get; } = new();

    /// <summary>The documents' ids.</summary>
    public IdBuilder Ids { get; } = new();

    /// <summary>The documents' versions.</summary>
    public RowVersions Versions { get; } = new();

    /// <summary>Least sequence number of the rows, or -1.</summary>
    public long MinSequenceNumber { get; private set; } = -1;

    /// <summary>Greatest sequence number of the rows, or -1.</summary>
    public long MaxSequenceNumber { get; private set; } = -1;

    /// <summary>Bytes in memory, as of the last <see cref="Measure"/>.</summary>
    public long AllocatedBytes => Volatile.Read(ref _measuredBytes);

    /// <summary>The paths that have columns or text.</summary>
    public ICollection<string> Paths => _columns.Keys;

    /// <summary>What is kept of a path, or null.</summary>
    public FieldColumns? Find(string path) => _columns.GetValueOrDefault(path);

    /// <summary>Appends the document that the parser holds as the next row, under an id that came with it.</summary>
    /// <returns>The row.</returns>
    public int Append(DocumentParser parser, ReadOnlySpan<byte> document, ReadOnlySpan<byte> id, long sequenceNumber, long version)
    {
        Ids.Append(id);
        return AppendRow(parser, document, sequenceNumber, version);
    }

    /// <summary>Appends the document that the parser holds as the next row, under an id made of a prefix and a count.</summary>
    /// <returns>The row.</returns>
    public int Append(DocumentParser parser, ReadOnlySpan<byte> document, byte[] idPrefix, long idCount, long sequenceNumber, long version)
    {
        Ids.Append(idPrefix, idCount);
        return AppendRow(parser, document, sequenceNumber, version);
    }

    /// <summary>Adds up <see cref="AllocatedBytes"/>; once per bulk is enough.</summary>
    public void Measure()
    {
        var bytes = Sources.AllocatedBytes + Ids.AllocatedBytes + Versions.AllocatedBytes;
        foreach (var (_, columns) in _columns)
        {
            bytes += columns.AllocatedBytes;
        }

        Volatile.Write(ref _measuredBytes, bytes);
    }

    /// <summary>Makes the writers look at mappings again; after the mapping changed other than by a document.</summary>
    public void ForgetWriters() => Array.Clear(_writers);

    private int AppendRow(DocumentParser parser, ReadOnlySpan<byte> document, long sequenceNumber, long version)
    {
        var row = RowCount;
        Versions.Append(sequenceNumber, version);
        Sources.Append(document);
        foreach (ref readonly var value in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(parser.Values))
        {
            var writer = WriterFor(value.Field);
            if (value.Kind == ValueKind.String)
            {
                writer.AppendString(row, parser.BytesOf(value, document));
            }
            else
            {
                writer.AppendNumber(row, value.Kind, value.Bits);
            }
        }

        MinSequenceNumber = row == 0 ? sequenceNumber : Math.Min(MinSequenceNumber, sequenceNumber);
        MaxSequenceNumber = Math.Max(MaxSequenceNumber, sequenceNumber);
        RowCount = row + 1;
        return row;
    }

    private FieldWriter WriterFor(DocumentField field)
    {
        if (field.Id >= _writers.Length)
        {
            Array.Resize(ref _writers, Math.Max(field.Id + 1, _writers.Length * 2));
        }

        return _writers[field.Id] ??= new FieldWriter(field.Mapping!, GetOrAdd);
    }

    private FieldColumns GetOrAdd(FieldMapping mapping)
    {
        if (!_columns.TryGetValue(mapping.Path, out var columns))
        {
            columns = new FieldColumns(mapping.Path, mapping.ColumnType);
            _columns[mapping.Path] = columns;
        }

        return columns;
    }

    /// <summary>Routes the values of one field to its columns, its sub-fields' and its inverted index.</summary>
    private sealed class FieldWriter
    {
        private readonly FieldColumns _own;
        private readonly FieldMapping _mapping;

        // Keyword targets: the field itself or its sub-fields. The first is the one that text postings count.
        private readonly (FieldColumns Columns, int Limit)[] _keywords;
        private readonly FieldColumns[] _texts;

        public FieldWriter(FieldMapping mapping, Func<FieldMapping, FieldColumns> columnsOf)
        {
            _mapping = mapping;
            _own = columnsOf(mapping);
            FieldMapping[] all = [mapping, .. mapping.SubFields];
            _keywords = [.. all.Where(field => field.Type == FieldType.Keyword).Select(field => (columnsOf(field), field.IgnoreAbove ?? int.MaxValue))];
            _texts = [.. all.Where(field => field.Type == FieldType.Text).Select(columnsOf)];
        }

        public void AppendNumber(int row, ValueKind kind, long bits)
        {
            switch (kind)
            {
                case ValueKind.Long:
                    _own.Longs.Append(row, bits);
                    break;
                case ValueKind.Double:
                    _own.Doubles.Append(row, BitConverter.Int64BitsToDouble(bits));
                    break;
                case ValueKind.Boolean:
                    _own.Booleans.Append(row, bits);
                    break;
                default:
                    _own.Dates.Append(row, bits);
                    break;
            }
        }

        public void AppendString(int row, ReadOnlySpan<byte> text)
        {
            if (_mapping.Type is not (FieldType.Text or FieldType.Keyword))
            {
                if (text.Length <= MaxKeywordBytes)
                {
                    _own.Keywords.Append(row, text, out _);
                }

                return;
            }

            var ordinal = -1;
            var added = false;
            for (var i = 0; i < _keywords.Length; i++)
            {
                var (columns, limit) = _keywords[i];
                if (!Fits(text, limit))
                {
                    continue;
                }

                var found = columns.Keywords.Append(row, text, out var isNew);
                (ordinal, added) = i == 0 ? (found, isNew) : (ordinal, added);
            }

            foreach (var columns in _texts)
            {
                var index = columns.GetText(_keywords.Length > 0 ? _keywords[0].Columns : null);
                if (ordinal < 0)
                {
                    index.AppendLong(row, text);
                }
                else if (added)
                {
                    index.AppendValue(ordinal, text);
                }
            }
        }

        // A string has at most as many characters as bytes, so counting is for the few in between.
        private static bool Fits(ReadOnlySpan<byte> text, int limit) =>
            text.Length <= MaxKeywordBytes && (text.Length <= limit || Encoding.UTF8.GetCharCount(text) <= limit);
    }
}

using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;
using El4k.Store.Columns;
using El4k.Store.Documents;
using El4k.Store.Io;
using El4k.Store.Postings;

namespace El4k.Store.Segments;

/// <summary>A segment on disk.</summary>
/// <remarks>
/// Opening reads header, footer and the small sections; a column or text index is checked and opened when it is first asked for.
/// The index holds one acquisition, each snapshot another; the last release closes the file.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "The last release disposes the file.")]
internal sealed class SegmentFile : SegmentSource
{
    private static readonly (SectionKind Kind, ColumnType Type)[] ColumnKinds =
    [
        (SectionKind.Longs, ColumnType.Long),
        (SectionKind.Dates, ColumnType.Date),
        (SectionKind.Booleans, ColumnType.Boolean),
        (SectionKind.Doubles, ColumnType.Double),
        (SectionKind.Ordinals, ColumnType.Keyword),
    ];

    private readonly MappedFile _file;
    private readonly Dictionary<(SectionKind Kind, string Name), FileSection> _sections;

    // In the order of the file: the column of the mapped type was written first.
    private readonly ILookup<string, SectionKind> _fields;
    private readonly ConcurrentDictionary<string, IReadOnlyList<Column>> _columns = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TextIndex?> _texts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> _damage = new(StringComparer.Ordinal);
    private int _references = 1;

    /// <summary>Opens a segment.</summary>
    /// <param name="path">The file.</param>
    /// <param name="length">The length that the manifest says it has.</param>
    /// <exception cref="CorruptFileException">Its envelope or one of the sections that all depends on is damaged.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public SegmentFile(string path, long length)
    {
        Name = Path.GetFileNameWithoutExtension(path);
        _file = new MappedFile(path, length);
        try
        {
            _sections = SegmentFormat.ReadSections(_file);
            var info = Section(SectionKind.Info, "").Bytes;
            RowCount = BinaryPrimitives.ReadInt32LittleEndian(info);
            MinSequenceNumber = BinaryPrimitives.ReadInt64LittleEndian(info[8..]);
            MaxSequenceNumber = BinaryPrimitives.ReadInt64LittleEndian(info[16..]);
            var min = BinaryPrimitives.ReadInt64LittleEndian(info[24..]);
            var max = BinaryPrimitives.ReadInt64LittleEndian(info[32..]);
            MinTimestamp = min <= max ? min : null;
            MaxTimestamp = min <= max ? max : null;
            Ids = new IdSection(Section(SectionKind.Ids, ""), RowCount);
            Versions = new VersionSection(Section(SectionKind.Versions, ""));
            Sources = new SourceSection(Section(SectionKind.SourceTable, ""), Section(SectionKind.SourceBlocks, ""));
            _fields = _sections.Keys.Where(key => IsOfField(key.Kind)).ToLookup(key => key.Name, key => key.Kind, StringComparer.Ordinal);
            Paths = [.. _fields.Select(field => field.Key)];
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override int RowCount { get; }

    /// <inheritdoc/>
    public override long DiskBytes => _file.Length;

    /// <inheritdoc/>
    public override long MemoryBytes => 0;

    /// <summary>Where the file is.</summary>
    public string FilePath => _file.Path;

    /// <summary>Least sequence number of the rows.</summary>
    public long MinSequenceNumber { get; }

    /// <summary>Greatest sequence number of the rows.</summary>
    public long MaxSequenceNumber { get; }

    /// <summary>Least <c>@timestamp</c>, if any row has one.</summary>
    public long? MinTimestamp { get; }

    /// <summary>Greatest <c>@timestamp</c>, likewise.</summary>
    public long? MaxTimestamp { get; }

    /// <summary>Paths with columns or text.</summary>
    public IReadOnlyCollection<string> Paths { get; }

    /// <summary>The document ids.</summary>
    public IdSection Ids { get; }

    /// <summary>Sequence numbers and versions.</summary>
    public VersionSection Versions { get; }

    /// <summary>The documents.</summary>
    public SourceSection Sources { get; }

    /// <summary>What was found damaged so far, one sentence each.</summary>
    public ICollection<string> Damage => _damage.Keys;

    /// <summary>The section that keeps columns of a type.</summary>
    public static SectionKind KindOf(ColumnType type) => Array.Find(ColumnKinds, kind => kind.Type == type).Kind;

    /// <summary>The columns of a path, that of the mapped type first.</summary>
    public IReadOnlyList<Column> GetColumns(string path) =>
        _columns.TryGetValue(path, out var columns) ? columns : _columns.GetOrAdd(path, OpenColumns(path));

    /// <summary>The text index of a path, or null.</summary>
    public TextIndex? GetText(string path) =>
        _texts.TryGetValue(path, out var text) ? text : _texts.GetOrAdd(path, OpenText(path));

    /// <summary>Remembers damage that reading met.</summary>
    public void Report(CorruptFileException exception) => _damage.TryAdd(exception.Message, 0);

    /// <inheritdoc/>
    public override SegmentReader CreateReader(RowSet? liveRows) => new FileSegmentReader(this, liveRows);

    /// <inheritdoc/>
    public override bool TryAcquire()
    {
        var references = Volatile.Read(ref _references);
        while (references > 0)
        {
            var seen = Interlocked.CompareExchange(ref _references, references + 1, references);
            if (seen == references)
            {
                return true;
            }

            references = seen;
        }

        return false;
    }

    /// <inheritdoc/>
    public override void Release()
    {
        if (Interlocked.Decrement(ref _references) == 0)
        {
            _file.Dispose();
        }
    }

    private static bool IsOfField(SectionKind kind) => kind == SectionKind.TextInfo || Array.Exists(ColumnKinds, column => column.Kind == kind);

    private List<Column> OpenColumns(string path)
    {
        var columns = new List<Column>();
        foreach (var kind in _fields[path].Where(kind => kind != SectionKind.TextInfo))
        {
            var type = Array.Find(ColumnKinds, column => column.Kind == kind).Type;
            var section = Section(kind, path);
            columns.Add(type switch
            {
                ColumnType.Double => new PackedDoubleColumn(section, RowCount),
                ColumnType.Keyword => new PackedKeywordColumn(section, Section(SectionKind.Terms, path), RowCount),
                _ => new PackedLongColumn(section, type, RowCount),
            });
        }

        return columns;
    }

    private ValueTextIndex? OpenText(string path)
    {
        if (!_sections.TryGetValue((SectionKind.TextInfo, path), out var info))
        {
            return null;
        }

        var valuesPath = Encoding.UTF8.GetString(info.Bytes);
        var values = valuesPath.Length == 0 ? null : (KeywordColumn?)GetColumns(valuesPath).FirstOrDefault(column => column.Type == ColumnType.Keyword);
        return new ValueTextIndex(
            RowCount,
            new SortedTerms(Section(SectionKind.TextTerms, path)),
            values,
            _sections.TryGetValue((SectionKind.TextValues, path), out var ofValues) ? new FilePostings(ofValues) : null,
            _sections.TryGetValue((SectionKind.TextRows, path), out var ofRows) ? new FilePostings(ofRows) : null,
            _sections.TryGetValue((SectionKind.LongTextRows, path), out var longRows) ? MemoryMarshal.Cast<byte, int>(longRows.Bytes).ToArray() : []);
    }

    private FileSection Section(SectionKind kind, string name) =>
        _sections.TryGetValue((kind, name), out var section)
            ? section
            : throw new CorruptFileException(_file.Path, "table of sections", $"section {kind} {name} is missing");
}

using El4k.Store.Columns;

namespace El4k.Store.Segments;

/// <summary>What a growing segment keeps of one path: a column for each type that occurred, and an inverted index.</summary>
/// <remarks>One thread appends; others make views of what is there.</remarks>
internal sealed class FieldColumns(string path, ColumnType? mappedType)
{
    private ColumnBuilder<long>? _longs;
    private ColumnBuilder<long>? _booleans;
    private ColumnBuilder<long>? _dates;
    private ColumnBuilder<double>? _doubles;
    private KeywordColumnBuilder? _keywords;
    private TextFieldBuilder? _text;

    public string Path => path;

    public ColumnBuilder<long> Longs => _longs ??= new();

    public ColumnBuilder<long> Booleans => _booleans ??= new();

    public ColumnBuilder<long> Dates => _dates ??= new();

    public ColumnBuilder<double> Doubles => _doubles ??= new();

    public KeywordColumnBuilder Keywords => _keywords ??= new();

    public TextFieldBuilder? Text => Volatile.Read(ref _text);

    public KeywordColumnBuilder? ExistingKeywords => Volatile.Read(ref _keywords);

    public ColumnBuilder<double>? ExistingDoubles => Volatile.Read(ref _doubles);

    /// <summary>Bytes of all of it.</summary>
    public long AllocatedBytes =>
        200 + (_longs?.AllocatedBytes ?? 0) + (_booleans?.AllocatedBytes ?? 0) + (_dates?.AllocatedBytes ?? 0)
        + (_doubles?.AllocatedBytes ?? 0) + (_keywords?.AllocatedBytes ?? 0) + (_text?.AllocatedBytes ?? 0);

    /// <summary>The integer column of a type, if any value made one.</summary>
    public ColumnBuilder<long>? ExistingLongs(ColumnType type) => type switch
    {
        ColumnType.Long => Volatile.Read(ref _longs),
        ColumnType.Boolean => Volatile.Read(ref _booleans),
        ColumnType.Date => Volatile.Read(ref _dates),
        _ => null,
    };

    /// <summary>The inverted index, made on the first text.</summary>
    /// <param name="values">What is kept of the keyword field whose column holds the field's short values, or null.</param>
    public TextFieldBuilder GetText(FieldColumns? values) => _text ??= new TextFieldBuilder(values?.Keywords, values?.Path);

    /// <summary>Views of the columns that have a value in the first <paramref name="rowCount"/> rows, that of the mapped type first.</summary>
    public IReadOnlyList<Column> View(int rowCount)
    {
        var columns = new List<Column>();
        AddLongs(columns, ColumnType.Long, rowCount);
        AddLongs(columns, ColumnType.Date, rowCount);
        AddLongs(columns, ColumnType.Boolean, rowCount);
        if (ExistingDoubles is { } doubles)
        {
            columns.Add(new DoubleColumnView(doubles, rowCount));
        }

        if (ExistingKeywords is { } keywords)
        {
            columns.Add(new KeywordColumnView(keywords, rowCount));
        }

        columns.RemoveAll(column => column.ValueCount == 0);
        return [.. columns.OrderByDescending(column => column.Type == mappedType)];
    }

    private void AddLongs(List<Column> columns, ColumnType type, int rowCount)
    {
        if (ExistingLongs(type) is { } builder)
        {
            columns.Add(new LongColumnView(builder, type, rowCount));
        }
    }
}

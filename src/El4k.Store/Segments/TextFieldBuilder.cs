using El4k.Store.Analysis;
using El4k.Store.Columns;
using El4k.Store.Io;
using El4k.Store.Postings;

namespace El4k.Store.Segments;

/// <summary>The inverted index of one text field as it grows.</summary>
/// <remarks>
/// Text that the field's keyword column keeps is analysed once for each distinct value, with postings over the column's ordinals: a field
/// with few values costs a dictionary look-up a row. Only what the column does not keep (long text) has postings over rows.
/// One thread appends.
/// </remarks>
internal sealed class TextFieldBuilder(KeywordColumnBuilder? values, string? valuesPath)
{
    // Far enough that no phrase reaches from one value to the next, and below the positions of long values.
    private const int ValueStride = 1 << 16;
    private const int FirstLongPosition = 1 << 28;

    private readonly byte[] _token = new byte[StandardAnalyzer.MaxTokenBytes];
    private int _lastLongRow = -1;
    private int _nextPosition;

    /// <summary>The terms of both posting sources.</summary>
    public TermTable Terms { get; } = new();

    /// <summary>Postings over ordinals of <see cref="Values"/>.</summary>
    public PostingsBuilder ValuePostings { get; } = new();

    /// <summary>Postings over rows.</summary>
    public PostingsBuilder RowPostings { get; } = new();

    /// <summary>The keyword column beside the text, or null if the mapping has none.</summary>
    public KeywordColumnBuilder? Values => values;

    /// <summary>The path of that column.</summary>
    public string? ValuesPath => valuesPath;

    /// <summary>Rows with text that is not in <see cref="Values"/>, ascending, each once.</summary>
    public AppendOnlyArray<int> LongRows { get; } = new();

    /// <summary>Bytes that the index takes, without the keyword column.</summary>
    public long AllocatedBytes =>
        Terms.AllocatedBytes + ValuePostings.AllocatedBytes + RowPostings.AllocatedBytes + LongRows.AllocatedBytes;

    /// <summary>How far apart the positions of two values of a row are, of those kept as ordinals.</summary>
    public static int PositionOf(int valueIndex, int position) => valueIndex * ValueStride + position;

    /// <summary>Indexes a value that just became ordinal <paramref name="ordinal"/> of the keyword column.</summary>
    public void AppendValue(int ordinal, ReadOnlySpan<byte> text)
    {
        var tokens = new StandardAnalyzer(text, _token);
        while (tokens.MoveNext())
        {
            ValuePostings.Append(Terms.GetOrAdd(tokens.Current, out _), ordinal, tokens.Position);
        }
    }

    /// <summary>Indexes a value that the keyword column does not keep.</summary>
    public void AppendLong(int row, ReadOnlySpan<byte> text)
    {
        if (row != _lastLongRow)
        {
            LongRows.Add(row);
            _lastLongRow = row;
            _nextPosition = FirstLongPosition;
        }

        var tokens = new StandardAnalyzer(text, _token);
        while (tokens.MoveNext())
        {
            RowPostings.Append(Terms.GetOrAdd(tokens.Current, out _), row, _nextPosition + tokens.Position);
        }

        _nextPosition += tokens.Position + TextIndex.ValueGap;
    }
}

using El4k.Store.Columns;
using El4k.Store.Io;
using El4k.Store.Postings;

namespace El4k.Store.Segments;

/// <summary>Postings over the ordinals of a column, shown as postings over rows, together with those that are over rows already.</summary>
/// <remarks>For text that hardly repeats: on disk a search then finds rows without a walk over the column.</remarks>
internal sealed class ValueRowPostings : PostingSource
{
    private readonly PostingSource _values;
    private readonly PostingSource _rows;

    // The places of ordinal o are _places[_starts[o].._starts[o + 1]]: row << 32 | position of the value's first word.
    private readonly int[] _starts;
    private readonly long[] _places;
    private readonly List<long> _inValues = [];

    /// <param name="values">Postings over ordinals of <paramref name="column"/>.</param>
    /// <param name="column">The column.</param>
    /// <param name="rows">Postings over rows.</param>
    public ValueRowPostings(PostingSource values, KeywordColumn column, PostingSource rows)
    {
        _values = values;
        _rows = rows;
        _starts = new int[column.Terms.Count + 1];
        _places = new long[column.ValueCount];
        var block = new ColumnBlock<int>();
        for (var number = 0; number < column.BlockCount; number++)
        {
            column.ReadBlock(number, block);
            for (var row = 0; row < block.RowCount; row++)
            {
                foreach (var ordinal in block.ValuesOf(row))
                {
                    _starts[ordinal + 1]++;
                }
            }
        }

        for (var ordinal = 1; ordinal < _starts.Length; ordinal++)
        {
            _starts[ordinal] += _starts[ordinal - 1];
        }

        var next = _starts.AsSpan(0, column.Terms.Count).ToArray();
        for (var number = 0; number < column.BlockCount; number++)
        {
            column.ReadBlock(number, block);
            for (var row = 0; row < block.RowCount; row++)
            {
                var index = 0;
                foreach (var ordinal in block.ValuesOf(row))
                {
                    _places[next[ordinal]++] = (long)((number << RowBlock.Shift) + row) << 32 | (uint)TextFieldBuilder.PositionOf(index++, 0);
                }
            }
        }
    }

    /// <inheritdoc/>
    public override void AddDocuments(int term, RowSet documents) => throw new NotSupportedException("Only used to write a file.");

    /// <inheritdoc/>
    public override void ReadPositions(int term, List<long> positions)
    {
        var before = positions.Count;
        _rows.ReadPositions(term, positions);
        _inValues.Clear();
        _values.ReadPositions(term, _inValues);
        foreach (var entry in _inValues)
        {
            var ordinal = (int)(entry >> 32);
            foreach (var place in _places.AsSpan(_starts[ordinal].._starts[ordinal + 1]))
            {
                positions.Add(place + (uint)entry);
            }
        }

        // Values that occur once each, in order of arrival, give rows in order already.
        for (var i = before + 1; i < positions.Count; i++)
        {
            if (positions[i] < positions[i - 1])
            {
                positions.Sort(before, positions.Count - before, null);
                break;
            }
        }
    }
}

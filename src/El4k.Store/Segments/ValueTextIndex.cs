using El4k.Store.Columns;
using El4k.Store.Io;
using El4k.Store.Postings;

namespace El4k.Store.Segments;

/// <summary>The inverted index of a text field whose short values are in a keyword column: postings over that column's ordinals, and over rows.</summary>
/// <remarks>Used for segments in memory and on disk.</remarks>
internal sealed class ValueTextIndex : TextIndex
{
    private readonly PostingSource? _valuePostings;
    private readonly PostingSource? _rowPostings;
    private readonly KeywordColumn? _values;
    private readonly IReadOnlyList<int> _longRows;

    /// <param name="rowCount">Rows of the segment.</param>
    /// <param name="terms">Terms of both sources.</param>
    /// <param name="values">The column with the field's short values, or null.</param>
    /// <param name="valuePostings">For each term the ordinals of <paramref name="values"/> that hold it, or null.</param>
    /// <param name="rowPostings">For each term further rows that hold it, or null.</param>
    /// <param name="longRows">Rows that have text which is not in <paramref name="values"/>.</param>
    public ValueTextIndex(
        int rowCount, TermDictionary terms, KeywordColumn? values, PostingSource? valuePostings, PostingSource? rowPostings, IReadOnlyList<int> longRows)
    {
        RowCount = rowCount;
        Terms = terms;
        _values = values;
        _valuePostings = valuePostings;
        _rowPostings = rowPostings;
        _longRows = longRows;
    }

    /// <inheritdoc/>
    public override int RowCount { get; }

    /// <inheritdoc/>
    public override TermDictionary Terms { get; }

    /// <inheritdoc/>
    public override void AddPresence(RowSet rows)
    {
        if (_values is not null)
        {
            rows.Or(_values.GetPresence());
        }

        foreach (var row in _longRows)
        {
            rows.Add(row);
        }
    }

    /// <inheritdoc/>
    public override void AddRows(ReadOnlySpan<int> terms, RowSet rows)
    {
        if (_rowPostings is not null)
        {
            foreach (var term in terms)
            {
                _rowPostings.AddDocuments(term, rows);
            }
        }

        if (_values is null || _valuePostings is null)
        {
            return;
        }

        var ordinals = new RowSet(_values.Terms.Count);
        foreach (var term in terms)
        {
            _valuePostings.AddDocuments(term, ordinals);
        }

        if (!ordinals.IsEmpty())
        {
            OrdinalRows.Add(_values, ordinals, rows);
        }
    }

    /// <inheritdoc/>
    public override void ReadPositions(int term, RowSet rows, List<long> positions)
    {
        positions.Clear();
        if (_rowPostings is not null)
        {
            _rowPostings.ReadPositions(term, positions);
            positions.RemoveAll(entry => entry >> 32 >= rows.RowCount || !rows[(int)(entry >> 32)]);
        }

        if (_values is null || _valuePostings is null)
        {
            return;
        }

        var inValues = new List<long>();
        _valuePostings.ReadPositions(term, inValues);
        if (inValues.Count > 0)
        {
            var fromRows = positions.Count;
            AddFromValues(rows, inValues, positions);
            if (fromRows > 0)
            {
                positions.Sort();
            }
        }
    }

    private void AddFromValues(RowSet rows, List<long> inValues, List<long> positions)
    {
        var block = new ColumnBlock<int>();
        var offsets = new int[RowBlock.Size];
        for (var number = 0; number < _values!.BlockCount; number++)
        {
            var count = rows.ReadOffsets(number, offsets);
            if (count == 0)
            {
                continue;
            }

            _values.ReadBlock(number, block);
            foreach (var offset in offsets.AsSpan(0, count))
            {
                var index = 0;
                foreach (var ordinal in block.ValuesOf(offset))
                {
                    AddFromValue((number << RowBlock.Shift) + offset, ordinal, index++, inValues, positions);
                }
            }
        }
    }

    private static void AddFromValue(int row, int ordinal, int valueIndex, List<long> inValues, List<long> positions)
    {
        var at = inValues.BinarySearch((long)ordinal << 32);
        for (at = at < 0 ? ~at : at; at < inValues.Count && inValues[at] >> 32 == ordinal; at++)
        {
            positions.Add((long)row << 32 | (uint)TextFieldBuilder.PositionOf(valueIndex, (int)inValues[at]));
        }
    }
}

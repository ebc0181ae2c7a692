using System.Text;
using El4k.Store.Io;

namespace El4k.Store.Documents;

/// <summary>The ids of the documents of a growing segment, by row and by id.</summary>
/// <remarks>One thread appends; others look up published rows at the same time.</remarks>
internal sealed class IdBuilder
{
    private readonly AppendOnlyArray<IdRun> _runs = new();
    private readonly AppendOnlyArray<GivenId> _given = new();
    private readonly TermTable _terms = new();

    // For each distinct given id, the number of its latest entry in _given.
    private readonly AppendOnlyArray<int> _latest = new();
    private int _rowCount;

    /// <summary>Bytes that the ids take.</summary>
    public long AllocatedBytes => _runs.AllocatedBytes + _given.AllocatedBytes + _terms.AllocatedBytes + _latest.AllocatedBytes;

    /// <summary>Number of ids that came with their documents.</summary>
    public int GivenCount => _given.Count;

    /// <summary>Appends the id of the next row, which came with the document.</summary>
    public void Append(ReadOnlySpan<byte> id)
    {
        if (_runs.Count == 0 || _runs[_runs.Count - 1].Prefix is not null)
        {
            _runs.Add(new IdRun(_rowCount, null, _given.Count));
        }

        var term = _terms.GetOrAdd(id, out var added);
        var entry = _given.Add(new GivenId(term, _rowCount, added ? -1 : _latest[term]));
        if (added)
        {
            _latest.Add(entry);
        }
        else
        {
            Volatile.Write(ref _latest[term], entry);
        }

        _rowCount++;
    }

    /// <summary>Appends the id of the next row, which was made here.</summary>
    public void Append(byte[] prefix, long count)
    {
        if (_runs.Count == 0 || !Continues(_runs[_runs.Count - 1], prefix, count))
        {
            _runs.Add(new IdRun(_rowCount, prefix, count));
        }

        _rowCount++;
    }

    /// <summary>The id of a row.</summary>
    public string GetId(int row)
    {
        var run = _runs[FindRun(row)];
        var number = run.First + (row - run.FirstRow);
        return run.Prefix is null
            ? Encoding.UTF8.GetString(_terms[_given[(int)number].Term])
            : AutoId.Format(run.Prefix, number);
    }

    /// <summary>The last row below <paramref name="rowCount"/> with that id, or -1.</summary>
    public int FindLastRow(ReadOnlySpan<byte> id, int rowCount)
    {
        var term = _terms.Find(id);
        if (term >= 0)
        {
            var entry = Volatile.Read(ref _latest[term]);
            while (entry >= 0 && _given[entry].Row >= rowCount)
            {
                entry = _given[entry].Previous;
            }

            if (entry >= 0)
            {
                return _given[entry].Row;
            }
        }

        return id.Length == AutoId.Length ? FindMade(id, rowCount) : -1;
    }

    /// <summary>The runs that cover the first <paramref name="rowCount"/> rows.</summary>
    public IReadOnlyList<IdRun> GetRuns(int rowCount)
    {
        var runs = new List<IdRun>();
        for (var i = 0; i < _runs.Count && _runs[i].FirstRow < rowCount; i++)
        {
            runs.Add(_runs[i]);
        }

        return runs;
    }

    /// <summary>The given id with a number, as runs count them.</summary>
    public ReadOnlySpan<byte> GetGiven(int number) => _terms[_given[number].Term];

    private static bool Continues(IdRun run, byte[] prefix, long count, int row) =>
        run.Prefix is not null && run.First + (row - run.FirstRow) == count && run.Prefix.AsSpan().SequenceEqual(prefix);

    private bool Continues(IdRun run, byte[] prefix, long count) => Continues(run, prefix, count, _rowCount);

    private int FindMade(ReadOnlySpan<byte> id, int rowCount)
    {
        for (var i = _runs.Count - 1; i >= 0; i--)
        {
            var run = _runs[i];
            if (run.Prefix is null || run.FirstRow >= rowCount || !AutoId.TryParse(id, run.Prefix, out var count))
            {
                continue;
            }

            var end = i + 1 < _runs.Count ? Math.Min(_runs[i + 1].FirstRow, rowCount) : rowCount;
            var row = run.FirstRow + (count - run.First);
            if (row >= run.FirstRow && row < end)
            {
                return (int)row;
            }
        }

        return -1;
    }

    private int FindRun(int row)
    {
        var low = 0;
        var high = _runs.Count - 1;
        while (low < high)
        {
            var middle = (low + high + 1) >>> 1;
            if (_runs[middle].FirstRow <= row)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return low;
    }

    private readonly record struct GivenId(int Term, int Row, int Previous);
}

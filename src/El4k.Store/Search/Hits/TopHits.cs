using El4k.Store.Io;

namespace El4k.Store.Search.Hits;

/// <summary>Finds the first hits in an order, reading no more blocks than need be.</summary>
/// <remarks>
/// Blocks are visited best first, by the best value their header allows. Once as many hits as wanted are found, a block whose best
/// value is worse than the worst hit ends the search: the newest documents of a large index come from its last block.
/// </remarks>
internal sealed class TopHits
{
    private readonly IReadOnlyList<SortKey> _keys;
    private readonly SortValue[]? _after;
    private readonly int _count;
    private readonly PriorityQueue<Hit, Hit> _hits;
    private readonly List<SortColumn[]> _columns = [];
    private readonly List<RowSet> _rows = [];

    /// <param name="keys">The order; without any, documents come in the order of arrival.</param>
    /// <param name="count">How many hits are wanted.</param>
    /// <param name="after">The values after which they start, or null.</param>
    public TopHits(IReadOnlyList<SortKey> keys, int count, SortValue[]? after)
    {
        _keys = keys.Count > 0 ? keys : [new SortKey(SortKind.Document, "_doc", false)];
        _count = count;
        _after = after;
        // The worst hit is at the head, to make way for a better one.
        _hits = new PriorityQueue<Hit, Hit>(Comparer<Hit>.Create((left, right) => Compare(right, left)));
    }

    /// <summary>Adds the matching rows of the next segment.</summary>
    public void AddSegment(SegmentSearch segment, RowSet rows)
    {
        var number = _rows.Count;
        _columns.Add([.. _keys.Select(key => SortColumns.Open(key, segment, number))]);
        _rows.Add(rows);
    }

    /// <summary>The hits in order. Call it once, after all segments were added.</summary>
    public IReadOnlyList<Hit> Find(CancellationToken cancellation)
    {
        if (_count == 0)
        {
            return [];
        }

        var offsets = new int[RowBlock.Size];
        foreach (var block in OrderBlocks())
        {
            if (block.HasBest && _hits.Count == _count && _keys[0].Compare(block.Best, _hits.Peek().Values[0]) > 0)
            {
                break;
            }

            cancellation.ThrowIfCancellationRequested();
            Visit(block.Segment, block.Number, offsets);
        }

        var result = new Hit[_hits.Count];
        for (var i = result.Length - 1; i >= 0; i--)
        {
            result[i] = _hits.Dequeue();
        }

        return result;
    }

    private List<Block> OrderBlocks()
    {
        var blocks = new List<Block>();
        for (var segment = 0; segment < _rows.Count; segment++)
        {
            for (var number = 0; number < RowBlock.CountFor(_rows[segment].RowCount); number++)
            {
                if (_rows[segment].Block(number).ContainsAnyExcept(0UL))
                {
                    var hasBest = _columns[segment][0].TryGetBest(number, out var best);
                    blocks.Add(new Block(segment, number, hasBest, best));
                }
            }
        }

        // Blocks of which nothing is known come first: they cannot end the search.
        blocks.Sort((left, right) =>
        {
            var result = left.HasBest.CompareTo(right.HasBest);
            result = result != 0 || !left.HasBest ? result : _keys[0].Compare(left.Best, right.Best);
            return result != 0 ? result : (left.Segment, left.Number).CompareTo((right.Segment, right.Number));
        });
        return blocks;
    }

    private void Visit(int segment, int block, int[] offsets)
    {
        var columns = _columns[segment];
        foreach (var column in columns)
        {
            column.MoveTo(block);
        }

        var count = _rows[segment].ReadOffsets(block, offsets);
        for (var i = 0; i < count; i++)
        {
            var row = (block << RowBlock.Shift) + offsets[i];
            if ((_after is not null && !IsAfter(columns, offsets[i])) || (_hits.Count == _count && !IsBetter(columns, offsets[i], segment, row, _hits.Peek())))
            {
                continue;
            }

            var hit = new Hit(segment, row, [.. columns.Select(column => column.Read(offsets[i]))]);
            if (_hits.Count == _count)
            {
                _hits.DequeueEnqueue(hit, hit);
            }
            else
            {
                _hits.Enqueue(hit, hit);
            }
        }
    }

    private bool IsAfter(SortColumn[] columns, int offset)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            var result = columns[i].Compare(offset, _after![i]);
            if (result != 0)
            {
                return result > 0;
            }
        }

        return false;
    }

    private static bool IsBetter(SortColumn[] columns, int offset, int segment, int row, Hit worst)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            var result = columns[i].Compare(offset, worst.Values[i]);
            if (result != 0)
            {
                return result < 0;
            }
        }

        return (segment, row).CompareTo((worst.Segment, worst.Row)) < 0;
    }

    private int Compare(Hit left, Hit right)
    {
        for (var i = 0; i < _keys.Count; i++)
        {
            var result = _keys[i].Compare(left.Values[i], right.Values[i]);
            if (result != 0)
            {
                return result;
            }
        }

        return (left.Segment, left.Row).CompareTo((right.Segment, right.Row));
    }

    private readonly record struct Block(int Segment, int Number, bool HasBest, SortValue Best);
}

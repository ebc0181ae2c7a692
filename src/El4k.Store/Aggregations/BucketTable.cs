using El4k.Store.Search;

namespace El4k.Store.Aggregations;

/// <summary>The buckets of one multi-bucket collector: puts rows into them, counts, and feeds the aggregations inside.</summary>
/// <remarks>Used by one thread.</remarks>
internal sealed class BucketTable
{
    private readonly BucketOrdinals _ordinals;
    private readonly ChildCollectors _children;
    private readonly BucketCounts _counts = new();
    private readonly bool _mayRepeat;
    private int[] _buckets = new int[Io.RowBlock.Size];
    private int[] _offsets = new int[Io.RowBlock.Size];
    private int[] _lastRows = [];

    /// <summary>Makes a table whose slots are not known beforehand.</summary>
    public BucketTable(IReadOnlyList<Aggregation> children, SegmentSearch segment, AggregationLimits limits, bool mayRepeat)
        : this(0, children, segment, limits, mayRepeat)
    {
    }

    /// <summary>Makes a table.</summary>
    /// <param name="slots">How many slots there may be, if it is known; larger ones make room for themselves.</param>
    /// <param name="children">The aggregations inside each bucket.</param>
    /// <param name="segment">The segment.</param>
    /// <param name="limits">What the buckets are counted against.</param>
    /// <param name="mayRepeat">Whether a row may come with one slot more than once; it is then counted once.</param>
    public BucketTable(int slots, IReadOnlyList<Aggregation> children, SegmentSearch segment, AggregationLimits limits, bool mayRepeat)
    {
        _ordinals = new BucketOrdinals(slots, limits, children.Count);
        _children = new ChildCollectors(children, segment, limits);
        _mayRepeat = mayRepeat;
    }

    public bool HasChildren => _children.Any;

    /// <summary>Puts rows of one block into buckets.</summary>
    /// <param name="block">The block.</param>
    /// <param name="slots">For each entry the slot, or -1 to leave it out.</param>
    /// <param name="offsets">For each entry the row, counted from the block's first.</param>
    /// <param name="parents">For each entry the parent's bucket.</param>
    public void Collect(int block, ReadOnlySpan<int> slots, ReadOnlySpan<int> offsets, ReadOnlySpan<int> parents)
    {
        Growing.Ensure(ref _buckets, slots.Length);
        Growing.Ensure(ref _offsets, slots.Length);
        var count = 0;
        for (var i = 0; i < slots.Length; i++)
        {
            if (slots[i] < 0)
            {
                continue;
            }

            _buckets[count] = _ordinals.GetOrAdd(parents[i], slots[i]);
            _offsets[count] = offsets[i];
            count++;
        }

        if (_mayRepeat)
        {
            count = RemoveRepeated(block, count);
        }

        _counts.EnsureCapacity(_ordinals.Count);
        _counts.Add(_buckets.AsSpan(0, count));
        if (_children.Any && count > 0)
        {
            _children.Collect(new RowBatch(block, _offsets.AsSpan(0, count), _buckets.AsSpan(0, count), _ordinals.Count));
        }
    }

    /// <summary>Counts rows of the first parent that are known only by number; there must be no aggregations inside.</summary>
    public void Add(int slot, int rows)
    {
        var bucket = _ordinals.GetOrAdd(0, slot);
        _counts.EnsureCapacity(_ordinals.Count);
        _counts.Add(bucket, rows);
    }

    /// <summary>The buckets of one parent.</summary>
    public List<(int Slot, BucketPartial Bucket)> Finish(int parent)
    {
        var result = new List<(int, BucketPartial)>();
        foreach (var bucket in _ordinals.BucketsOf(parent))
        {
            result.Add((_ordinals.SlotOf(bucket), new BucketPartial(_counts[bucket], _children.Finish(bucket))));
        }

        return result;
    }

    private int RemoveRepeated(int block, int count)
    {
        if (_lastRows.Length < _ordinals.Count)
        {
            var known = _lastRows.Length;
            Growing.Ensure(ref _lastRows, _ordinals.Count);
            _lastRows.AsSpan(known).Fill(-1);
        }

        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            var row = (block << Io.RowBlock.Shift) + _offsets[i];
            if (_lastRows[_buckets[i]] == row)
            {
                continue;
            }

            _lastRows[_buckets[i]] = row;
            _buckets[kept] = _buckets[i];
            _offsets[kept] = _offsets[i];
            kept++;
        }

        return kept;
    }
}

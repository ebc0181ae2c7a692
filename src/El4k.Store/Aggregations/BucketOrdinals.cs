using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace El4k.Store.Aggregations;

/// <summary>Numbers the buckets of one collector: each pair of a parent's bucket and a slot gets the next number when it is first seen.</summary>
/// <remarks>A slot is what a value means to the collector, such as a term's ordinal or the number of an interval. Used by one thread.</remarks>
internal sealed class BucketOrdinals
{
    /// <summary>Estimated bytes of one bucket: its entries here, its counters, and its share of the result.</summary>
    public const int BytesPerBucket = 96;

    /// <summary>Parents get a table each up to this many slots; beyond, all but the first share a hash table.</summary>
    private const int MaximumTableSlots = 4_096;

    // The first parent is the only one at the top level, where most rows come.
    private readonly AggregationLimits _limits;
    private int[] _first;
    private readonly Dictionary<long, int> _others = [];
    private int[]?[] _tables = [];
    private int[]? _starts;
    private int[] _grouped = [];
    private readonly int _bytesPerBucket;
    private readonly List<(int Parent, int Slot)> _buckets = [];

    /// <param name="slots">How many slots there may be, if it is known; larger ones make room for themselves.</param>
    /// <param name="limits">What the buckets are counted against.</param>
    /// <param name="children">Number of aggregations inside each bucket.</param>
    public BucketOrdinals(int slots, AggregationLimits limits, int children)
    {
        limits.Reserve(slots * 4L);
        _first = new int[slots];
        _limits = limits;
        _bytesPerBucket = BytesPerBucket + (children * 64);
    }

    /// <summary>Number of buckets so far.</summary>
    public int Count => _buckets.Count;

    /// <summary>The bucket's number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int GetOrAdd(int parent, int slot)
    {
        if (parent == 0)
        {
            var known = slot < _first.Length ? _first[slot] : 0;
            return known > 0 ? known - 1 : AddFirst(slot);
        }

        return GetOrAddOther(parent, slot);
    }

    /// <summary>The slot of a bucket.</summary>
    public int SlotOf(int bucket) => _buckets[bucket].Slot;

    /// <summary>The buckets of one parent, in the order of their numbers.</summary>
    public ReadOnlySpan<int> BucketsOf(int parent)
    {
        if (_starts is null)
        {
            GroupByParent();
        }

        return parent + 1 < _starts!.Length ? _grouped.AsSpan(_starts[parent], _starts[parent + 1] - _starts[parent]) : [];
    }

    private void GroupByParent()
    {
        var parents = 0;
        foreach (var (parent, _) in _buckets)
        {
            parents = Math.Max(parents, parent + 1);
        }

        _starts = new int[parents + 1];
        foreach (var (parent, _) in _buckets)
        {
            _starts[parent + 1]++;
        }

        for (var parent = 0; parent < parents; parent++)
        {
            _starts[parent + 1] += _starts[parent];
        }

        var next = _starts.ToArray();
        _grouped = new int[_buckets.Count];
        for (var bucket = 0; bucket < _buckets.Count; bucket++)
        {
            _grouped[next[_buckets[bucket].Parent]++] = bucket;
        }
    }

    private int AddFirst(int slot)
    {
        if (slot >= _first.Length)
        {
            Growing.Ensure(ref _first, slot + 1);
        }

        var bucket = Add(0, slot);
        _first[slot] = bucket + 1;
        return bucket;
    }

    private int GetOrAddOther(int parent, int slot)
    {
        if (slot >= MaximumTableSlots)
        {
            ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_others, ((long)parent << 32) | (uint)slot, out var exists);
            return exists ? entry : entry = Add(parent, slot);
        }

        Growing.Ensure(ref _tables, parent + 1);
        ref var table = ref _tables[parent];
        table ??= NewTable();
        Growing.Ensure(ref table, slot + 1);
        ref var cell = ref table[slot];
        if (cell == 0)
        {
            cell = Add(parent, slot) + 1;
        }

        return cell - 1;
    }

    private int[] NewTable()
    {
        _limits.Reserve(_first.Length * 4L);
        return new int[_first.Length];
    }

    private int Add(int parent, int slot)
    {
        _limits.Reserve(_bytesPerBucket);
        _buckets.Add((parent, slot));
        return _buckets.Count - 1;
    }
}

namespace El4k.Store.Aggregations;

/// <summary>A growing table of document counts by bucket.</summary>
internal sealed class BucketCounts
{
    private long[] _counts = new long[16];

    public long this[int bucket] => bucket < _counts.Length ? _counts[bucket] : 0;

    /// <summary>Makes room for buckets up to, not including, <paramref name="count"/>.</summary>
    public void EnsureCapacity(int count) => Growing.Ensure(ref _counts, count);

    /// <summary>Adds one document to each bucket of a list; there must be room for them.</summary>
    public void Add(ReadOnlySpan<int> buckets)
    {
        var counts = _counts;
        foreach (var bucket in buckets)
        {
            counts[bucket]++;
        }
    }

    public void Add(int bucket, long documents) => _counts[bucket] += documents;
}

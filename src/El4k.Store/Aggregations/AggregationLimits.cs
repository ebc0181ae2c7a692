using El4k.Store.Search;

namespace El4k.Store.Aggregations;

/// <summary>Bounds the memory and the answer of one request. Any thread.</summary>
internal sealed class AggregationLimits
{
    /// <summary>Buckets that one answer may have (Elasticsearch's <c>search.max_buckets</c>).</summary>
    public static readonly int MaximumBuckets = 65_536;

    /// <summary>Bytes that the buckets of one request may take while they are gathered: far below what the process has, far above what charts need.</summary>
    public static readonly long MaximumBytes = 512L << 20;

    private readonly long _maximumBytes;
    private long _bytes;

    public AggregationLimits()
        : this(MaximumBytes)
    {
    }

    public AggregationLimits(long maximumBytes) => _maximumBytes = maximumBytes;

    /// <summary>Counts memory before it is allocated.</summary>
    /// <exception cref="InvalidRequestException">The request takes too much.</exception>
    public void Reserve(long bytes)
    {
        if (Interlocked.Add(ref _bytes, bytes) > _maximumBytes)
        {
            throw new InvalidRequestException(
                InvalidRequestException.TooManyBuckets,
                $"the aggregations need more than {_maximumBytes >> 20} MB for their buckets; narrow the query, lengthen the interval or nest fewer aggregations");
        }
    }

    /// <summary>Counts memory that is wanted but not needed: it is granted only while half of the budget is free.</summary>
    public bool TryReserve(long bytes)
    {
        if (Interlocked.Add(ref _bytes, bytes) <= _maximumBytes / 2)
        {
            return true;
        }

        Release(bytes);
        return false;
    }

    /// <summary>Gives back what was reserved.</summary>
    public void Release(long bytes) => Interlocked.Add(ref _bytes, -bytes);

    public static InvalidRequestException TooManyBuckets(long count) => new(
        InvalidRequestException.TooManyBuckets,
        $"Trying to create too many buckets. Must be less than or equal to: [{MaximumBuckets}] but was [{count}]; lengthen the interval, shorten the range or lower the size");
}

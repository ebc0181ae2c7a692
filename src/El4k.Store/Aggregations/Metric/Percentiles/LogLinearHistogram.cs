namespace El4k.Store.Aggregations.Metric.Percentiles;

/// <summary>A distribution in buckets whose width is 1/128 of their power of two, so that a value is off by less than 0.8 %.</summary>
/// <remarks>
/// A bucket's number is the sign, exponent and first seven mantissa bits of the value as a double: ascending with the value. Each bucket also
/// sums its values, so that a bucket with one distinct value is exact. The first <see cref="MaximumExact"/> values are kept as they are.
/// </remarks>
internal sealed class LogLinearHistogram(AggregationLimits limits)
{
    /// <summary>Up to this many values percentiles are exact, which people check by hand.</summary>
    public static readonly int MaximumExact = 512;

    // 52 mantissa bits less the 7 that are kept.
    private const int Shift = 45;

    private readonly Window _positive = new(limits);
    private readonly Window _negative = new(limits);
    private List<double>? _exact = [];
    private double _min = double.PositiveInfinity;
    private double _max = double.NegativeInfinity;

    public long Count { get; private set; }

    public void Add(double value)
    {
        Count++;
        _min = Math.Min(_min, value);
        _max = Math.Max(_max, value);
        if (_exact is null)
        {
            AddToWindow(value, value, 1);
        }
        else
        {
            _exact.Add(value);
            if (_exact.Count > MaximumExact)
            {
                ToWindows();
            }
        }
    }

    public void Merge(LogLinearHistogram other)
    {
        if (other._exact is not null)
        {
            foreach (var value in other._exact)
            {
                Add(value);
            }

            return;
        }

        if (_exact is not null)
        {
            ToWindows();
        }

        Count += other.Count;
        _min = Math.Min(_min, other._min);
        _max = Math.Max(_max, other._max);
        _positive.Merge(other._positive);
        _negative.Merge(other._negative);
    }

    /// <summary>The values at some shares, from 0 to 1.</summary>
    /// <param name="shares">The shares.</param>
    /// <param name="isNearestRank">Whether to take the value that completes the share, or to go between two.</param>
    public double[] Quantiles(IReadOnlyList<double> shares, bool isNearestRank)
    {
        var ordered = _exact is null ? null : _exact.Order().ToArray();
        double At(long rank) => ordered is null ? ValueAt(rank) : ordered[rank];
        return [.. shares.Select(share => isNearestRank
            ? At(Math.Clamp((long)Math.Ceiling(share * Count) - 1, 0, Count - 1))
            : Interpolate(share, At))];
    }

    /// <summary>Between the two values around the rank: each value stands in the middle of its share of the whole.</summary>
    private double Interpolate(double share, Func<long, double> valueAt)
    {
        var rank = Math.Clamp((share * Count) - 0.5, 0, Count - 1);
        var below = (long)Math.Floor(rank);
        var low = valueAt(below);
        return below + 1 >= Count || rank == below ? low : low + ((rank - below) * (valueAt(below + 1) - low));
    }

    private double ValueAt(long rank)
    {
        if (rank == 0)
        {
            return _min;
        }

        if (rank == Count - 1)
        {
            return _max;
        }

        return rank < _negative.Count ? _negative.MeanAt(_negative.Count - 1 - rank) : _positive.MeanAt(rank - _negative.Count);
    }

    private void AddToWindow(double value, double sum, long count)
    {
        var key = (int)(BitConverter.DoubleToInt64Bits(Math.Abs(value)) >> Shift);
        (value < 0 ? _negative : _positive).Add(key, sum, count);
    }

    private void ToWindows()
    {
        foreach (var value in _exact!)
        {
            AddToWindow(value, value, 1);
        }

        _exact = null;
    }

    /// <summary>The buckets from the least to the greatest number in use.</summary>
    private sealed class Window(AggregationLimits limits)
    {
        private (long Count, double Sum)[] _buckets = [];
        private int _first;

        public long Count { get; private set; }

        public void Add(int key, double sum, long count)
        {
            if (key < _first || key >= _first + _buckets.Length)
            {
                Widen(key, key);
            }

            ref var bucket = ref _buckets[key - _first];
            bucket.Count += count;
            bucket.Sum += sum;
            Count += count;
        }

        public void Merge(Window other)
        {
            for (var i = 0; i < other._buckets.Length; i++)
            {
                if (other._buckets[i].Count > 0)
                {
                    Add(other._first + i, other._buckets[i].Sum, other._buckets[i].Count);
                }
            }
        }

        public double MeanAt(long rank)
        {
            foreach (var (count, sum) in _buckets)
            {
                if (rank < count)
                {
                    return sum / count;
                }

                rank -= count;
            }

            return 0;
        }

        private void Widen(int low, int high)
        {
            const int margin = 64;
            var first = _buckets.Length == 0 ? low - margin : Math.Min(_first, low - margin);
            var end = _buckets.Length == 0 ? high + margin : Math.Max(_first + _buckets.Length, high + margin);
            limits.Reserve((end - first - _buckets.Length) * 16L);
            var wider = new (long, double)[end - first];
            _buckets.CopyTo(wider, _buckets.Length == 0 ? 0 : _first - first);
            _buckets = wider;
            _first = first;
        }
    }
}

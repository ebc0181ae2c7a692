using El4k.Store.Aggregations;
using El4k.Store.Search;

namespace El4k.Store.Tests.Aggregations;

public sealed class BucketOrdinalsTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(100_000)]
    public void Each_pair_of_parent_and_slot_has_one_number(int slots)
    {
        var ordinals = new BucketOrdinals(slots, new AggregationLimits(), children: 0);
        var known = new Dictionary<(int, int), int>();
        var random = new Random(5);
        for (var i = 0; i < 5_000; i++)
        {
            // Slots beyond the expected number make room for themselves.
            var pair = (random.Next(20), random.Next(slots + 10));
            var bucket = ordinals.GetOrAdd(pair.Item1, pair.Item2);
            Assert.Equal(known.TryGetValue(pair, out var before) ? before : known.Count, bucket);
            known[pair] = bucket;
        }

        Assert.Equal(known.Count, ordinals.Count);
        foreach (var group in known.GroupBy(pair => pair.Key.Item1))
        {
            Assert.Equal(
                group.Select(pair => pair.Key.Item2).Order(),
                ordinals.BucketsOf(group.Key).ToArray().Select(ordinals.SlotOf).Order());
        }

        Assert.True(ordinals.BucketsOf(99).IsEmpty);
    }

    [Fact]
    public void Buckets_that_would_take_too_much_memory_are_refused()
    {
        var ordinals = new BucketOrdinals(10, new AggregationLimits(maximumBytes: 1_000_000), children: 2);

        var error = Assert.Throws<InvalidRequestException>(() =>
        {
            for (var parent = 0; parent < 1_000_000; parent++)
            {
                ordinals.GetOrAdd(parent, parent % 10);
            }
        });

        Assert.Equal(InvalidRequestException.TooManyBuckets, error.Type);
        Assert.True(ordinals.Count < 10_000);
    }
}

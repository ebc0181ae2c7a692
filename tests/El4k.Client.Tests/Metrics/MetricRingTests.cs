using El4k.Client.Metrics;
using El4k.Client.Wire;

namespace El4k.Client.Tests.Metrics;

public sealed class MetricRingTests
{
    private readonly El4kField[] _fields = new El4kField[WireLimits.MaxMetricFields];

    [Fact]
    public void What_goes_in_comes_out_in_order_with_its_fields()
    {
        var ring = new MetricRing(64);
        ring.TryWrite("first", 1, [("duration", 5)], [("a", "x"), ("b", true)]);
        ring.TryWrite("second", 2, [], []);

        Assert.True(ring.TryRead(out var kind, out var ticks, _fields, out var count));
        Assert.Equal(("first", 1L, 3), (kind, ticks, count));
        Assert.Equal(["duration", "a", "b"], _fields.Take(count).Select(field => field.Name));
        Assert.True(ring.TryRead(out kind, out _, _fields, out count));
        Assert.Equal(("second", 0), (kind, count));
        Assert.False(ring.TryRead(out _, out _, _fields, out _));
        Assert.True(ring.IsEmpty);
    }

    [Fact]
    public void A_full_ring_refuses_and_takes_again_once_read()
    {
        var ring = new MetricRing(32);
        var taken = 0;
        var warned = false;
        RingWrite last;
        while ((last = ring.TryWrite("m", taken, [], [("a", 1), ("b", 2), ("c", 3)])) != RingWrite.Full)
        {
            taken++;
            warned |= last == RingWrite.WrittenMany;
        }

        Assert.Equal(256 / 4, taken);
        Assert.True(warned);
        Assert.True(ring.TryRead(out _, out var ticks, _fields, out _));
        Assert.Equal(0, ticks);
        Assert.NotEqual(RingWrite.Full, ring.TryWrite("m", 0, [], [("a", 1)]));
    }

    [Fact]
    public void Fields_beyond_the_limit_are_left_out()
    {
        var ring = new MetricRing(64);
        ring.TryWrite("m", 0, [("lead", 1)], Enumerable.Range(0, 100).Select(i => new El4kField($"f{i}", (long)i)).ToArray());
        Assert.True(ring.TryRead(out _, out _, _fields, out var count));
        Assert.Equal(WireLimits.MaxMetricFields, count);
    }

    [Fact]
    public async Task Many_writers_and_one_reader_lose_nothing_and_mix_nothing()
    {
        const int Writers = 4;
        const int PerWriter = 50_000;
        var ring = new MetricRing(128);
        var refused = 0L;
        var writing = Enumerable.Range(0, Writers).Select(writer => Task.Run(() =>
        {
            for (var i = 0; i < PerWriter; i++)
            {
                var fields = Enumerable.Repeat(new El4kField("writer", (long)writer), i % 9).ToArray();
                while (ring.TryWrite("m", i, [], fields) == RingWrite.Full)
                {
                    Interlocked.Increment(ref refused);
                    Thread.Yield();
                }
            }
        })).ToArray();

        var read = 0;
        var next = new Dictionary<long, long>();
        while (read < Writers * PerWriter)
        {
            if (!ring.TryRead(out _, out var ticks, _fields, out var count))
            {
                Assert.True(!writing.All(task => task.IsCompleted) || !ring.IsEmpty, $"Only {read} metrics came out.");
                Thread.Yield();
                continue;
            }

            read++;
            Assert.Equal(ticks % 9, count);
            if (count > 0)
            {
                var writer = _fields[0].Bits;
                Assert.All(_fields.Take(count), field => Assert.Equal(writer, field.Bits));
                Assert.True(ticks > next.GetValueOrDefault(writer, -1));
                next[writer] = ticks;
            }
        }

        await Task.WhenAll(writing);
        Assert.True(refused > 0, "The ring was never full: the test did not test that.");
    }
}

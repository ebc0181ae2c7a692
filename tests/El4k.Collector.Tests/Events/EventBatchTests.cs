using System.Runtime.InteropServices;
using System.Text;
using El4k.Collector.Events;

namespace El4k.Collector.Tests.Events;

public sealed class EventBatchTests
{
    private readonly EventBatchPool _pool = new(TimeProvider.System);

    [Fact]
    public void A_callback_that_throws_keeps_no_other_from_hearing_the_end_and_the_batch_returns_to_its_pool()
    {
        var heard = new List<BatchOutcome>();
        EventBatch batch = _pool.Rent();
        batch.OnCompleted((outcome, _) => heard.Add(outcome), null);
        batch.OnCompleted((_, _) => throw new IOException("planted"), null);
        batch.OnCompleted((outcome, _) => heard.Add(outcome), null);

        Assert.Throws<AggregateException>(() => batch.Complete(BatchOutcome.Delivered));
        Assert.Equal([BatchOutcome.Delivered, BatchOutcome.Delivered], heard);
        Assert.Same(batch, _pool.Rent());
        batch.Complete(BatchOutcome.Delivered);
        Assert.Equal(2, heard.Count);
    }

    [Fact]
    public void A_batch_that_is_completed_twice_does_not_get_into_its_pool_twice()
    {
        EventBatch batch = _pool.Rent();
        batch.Complete(BatchOutcome.Delivered);
        Assert.Throws<InvalidOperationException>(() => batch.Complete(BatchOutcome.Delivered));
        Assert.NotSame(_pool.Rent(), _pool.Rent());
    }

    [Fact]
    public void An_array_of_as_many_elements_as_allowed_is_added_and_the_memory_for_so_many_is_given_back()
    {
        EventBatch batch = _pool.Rent();
        Assert.True(batch.AddJson(ArrayOf(JsonArrayBound.MaxElements)));
        Assert.Equal(JsonArrayBound.MaxElements, batch.Count);
        Assert.InRange(Capacity(batch), JsonArrayBound.MaxElements, int.MaxValue);

        batch.Complete(BatchOutcome.Delivered);
        Assert.Same(batch, _pool.Rent());
        Assert.InRange(Capacity(batch), 1, _pool.MaxEvents);
    }

    [Theory]
    [InlineData(JsonArrayBound.MaxElements + 1)]
    [InlineData(5_000_000)]
    public void An_array_of_more_elements_is_refused_before_it_takes_memory(int elements)
    {
        EventBatch batch = _pool.Rent();
        batch.AddJson("{}"u8);
        byte[] text = ArrayOf(elements);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.False(batch.AddJson(text));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * 1024);
        Assert.Equal(1, batch.Count);
    }

    private static byte[] ArrayOf(int elements) => Encoding.UTF8.GetBytes("[" + string.Join(',', Enumerable.Repeat("{}", elements)) + "]");

    private static int Capacity(EventBatch batch) =>
        MemoryMarshal.TryGetArray(batch.Events, out ArraySegment<Event> events) ? events.Array!.Length : throw new InvalidOperationException("The events lie in an array.");
}

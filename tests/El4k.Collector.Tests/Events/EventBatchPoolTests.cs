using El4k.Collector.Events;

namespace El4k.Collector.Tests.Events;

public sealed class EventBatchPoolTests
{
    [Fact]
    public void Batches_of_one_event_take_little_memory_however_many_are_under_way()
    {
        const int Batches = 1000;
        const int MostBytes = 8 * 1024;
        var pool = new EventBatchPool(TimeProvider.System);
        pool.Rent().AddJson("""{"n":1}"""u8);
        var held = new EventBatch[Batches];
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Batches; i++)
        {
            held[i] = pool.Rent();
            held[i].AddJson("""{"n":1}"""u8);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, Batches * MostBytes);
        foreach (EventBatch batch in held)
        {
            batch.Complete(BatchOutcome.Delivered);
        }
    }

    [Fact]
    public void A_batch_that_came_back_is_given_out_again_and_filled_without_allocating()
    {
        var pool = new EventBatchPool(TimeProvider.System);
        Fill(pool);
        Fill(pool);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Fill(pool);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void Fill(EventBatchPool pool)
    {
        EventBatch batch = pool.Rent();
        for (int i = 0; i < 100; i++)
        {
            batch.AddJson("""{"n":1,"text":"some text","list":[1,2,3]}"""u8);
        }

        batch.Complete(BatchOutcome.Delivered);
    }
}

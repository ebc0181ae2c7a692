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

    [Theory]
    [InlineData(1, 3000)]
    [InlineData(100, 30)]
    public void As_much_is_kept_for_the_next_use_as_is_under_way_when_there_is_much_to_do(int events, int batches)
    {
        var pool = new EventBatchPool(TimeProvider.System, keptEvents: 3000);
        RentAll(pool, events, batches);
        RentAll(pool, events, batches);
        long before = GC.GetAllocatedBytesForCurrentThread();
        RentAll(pool, events, batches);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 256 * 1024);
    }

    [Fact]
    public void What_is_over_it_is_let_go()
    {
        var pool = new EventBatchPool(TimeProvider.System, keptEvents: 300);
        EventBatch[] held = [.. Enumerable.Range(0, 10).Select(_ => pool.Rent())];
        foreach (EventBatch batch in held)
        {
            for (int i = 0; i < 100; i++)
            {
                batch.AddJson("{}"u8);
            }

            batch.Complete(BatchOutcome.Delivered);
        }

        EventBatch[] again = [.. Enumerable.Range(0, 10).Select(_ => pool.Rent())];
        Assert.Equal(3, again.Count(batch => held.Contains(batch)));
    }

    private static void RentAll(EventBatchPool pool, int events, int batches)
    {
        var held = new EventBatch[batches];
        for (int i = 0; i < batches; i++)
        {
            held[i] = pool.Rent();
            for (int n = 0; n < events; n++)
            {
                held[i].AddJson("""{"n":1}"""u8);
            }
        }

        foreach (EventBatch batch in held)
        {
            batch.Complete(BatchOutcome.Delivered);
        }
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

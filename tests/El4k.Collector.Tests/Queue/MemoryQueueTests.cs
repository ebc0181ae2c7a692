using El4k.Collector.Events;
using El4k.Collector.Queue;
using El4k.Testing;

namespace El4k.Collector.Tests.Queue;

public sealed class MemoryQueueTests
{
    private readonly EventBatchPool _pool = new(TimeProvider.System);

    [Fact]
    public async Task A_full_queue_makes_writers_wait_and_lets_them_in_in_their_order()
    {
        var queue = new MemoryQueue(maxEvents: 10, maxBytes: long.MaxValue);
        await queue.EnqueueAsync(Batch(10), default);
        Task[] waiting = [.. Enumerable.Range(1, 3).Select(i => queue.EnqueueAsync(Batch(i), default).AsTask())];
        Assert.All(waiting, writer => Assert.False(writer.IsCompleted));
        Assert.True(queue.TryDequeue(out EventBatch? first));
        Assert.All(waiting, writer => Assert.False(writer.IsCompleted));
        queue.Release(first.Count, first.MemoryBytes);
        await Task.WhenAll(waiting).WaitAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(10, first.Count);
        Assert.Equal([1, 2, 3], Drain(queue));
        Assert.Equal((0L, 0L), (queue.Events, queue.Bytes));
    }

    [Fact]
    public async Task Who_does_not_want_to_wait_is_told_that_the_queue_is_full_and_never_overtakes()
    {
        var queue = new MemoryQueue(maxEvents: 10, maxBytes: long.MaxValue);
        Assert.True(queue.TryEnqueue(Batch(8)));
        Assert.False(queue.TryEnqueue(Batch(3)));
        Task large = queue.EnqueueAsync(Batch(9), default).AsTask();
        Assert.False(queue.TryEnqueue(Batch(1)));
        Assert.Equal([8, 9], Drain(queue));
        await large;
        Assert.True(queue.TryEnqueue(Batch(1)));
        queue.Complete();
        Assert.False(queue.TryEnqueue(Batch(1)));
    }

    [Fact]
    public async Task What_nobody_could_take_over_when_it_was_completed_is_counted()
    {
        var queue = new MemoryQueue(maxEvents: 10, maxBytes: long.MaxValue);
        using var leaves = new CancellationTokenSource();
        await queue.EnqueueAsync(Batch(10), default);
        Task stays = queue.EnqueueAsync(Batch(3), default).AsTask();
        Task may = queue.EnqueueAsync(Batch(5), leaves.Token).AsTask();
        queue.Complete();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stays);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => may);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => queue.EnqueueAsync(Batch(4), default).AsTask());
        Assert.Equal(7, queue.Refused);
    }

    [Fact]
    public async Task It_tells_since_when_no_room_has_been_made_for_those_who_want_it()
    {
        var time = new ManualTime(DateTimeOffset.UnixEpoch);
        var queue = new MemoryQueue(maxEvents: 10, maxBytes: long.MaxValue, time);
        DateTimeOffset At(int second) => DateTimeOffset.UnixEpoch.AddSeconds(second);
        void Next() => time.Advance(TimeSpan.FromSeconds(1));
        await queue.EnqueueAsync(Batch(9), default);
        Assert.Null(queue.BlockedSince);
        Assert.False(queue.TryEnqueue(Batch(2)));
        Assert.Equal(At(0), queue.BlockedSince);
        Next();
        Task first = queue.EnqueueAsync(Batch(2), default).AsTask();
        Task second = queue.EnqueueAsync(Batch(9), default).AsTask();
        Assert.Equal(At(0), queue.BlockedSince);
        Next();
        Release(queue);
        await first;
        Assert.Equal(At(2), queue.BlockedSince);
        Next();
        Release(queue);
        await second;
        Assert.Null(queue.BlockedSince);
    }

    [Fact]
    public async Task A_small_batch_does_not_overtake_a_large_one_that_waits()
    {
        var queue = new MemoryQueue(maxEvents: 10, maxBytes: long.MaxValue);
        await queue.EnqueueAsync(Batch(8), default);
        Task large = queue.EnqueueAsync(Batch(9), default).AsTask();
        Task small = queue.EnqueueAsync(Batch(1), default).AsTask();
        Assert.False(small.IsCompleted);
        Assert.Equal([8, 9, 1], Drain(queue));
        await Task.WhenAll(large, small);
    }

    [Fact]
    public async Task A_batch_over_the_bounds_is_let_into_an_empty_queue()
    {
        var queue = new MemoryQueue(maxEvents: 10, maxBytes: 10);
        await queue.EnqueueAsync(Batch(100), default);
        Assert.Equal([100], Drain(queue));
    }

    [Fact]
    public void Many_batches_of_one_event_are_bounded_by_the_memory_they_hold()
    {
        const int Bound = 4 * 1024 * 1024;
        var queue = new MemoryQueue(maxEvents: int.MaxValue, maxBytes: Bound);
        int admitted = 0;
        while (queue.EnqueueAsync(Batch(1), default).AsTask().IsCompletedSuccessfully)
        {
            admitted++;
        }

        Assert.InRange(queue.Bytes, Bound * 0.9, Bound);
        Assert.InRange(admitted, 500, Bound / 1000);
        queue.Complete();
    }

    [Fact]
    public async Task A_writer_that_gives_up_leaves_the_line()
    {
        var queue = new MemoryQueue(maxEvents: 10, maxBytes: long.MaxValue);
        await queue.EnqueueAsync(Batch(10), default);
        using var impatient = new CancellationTokenSource();
        Task waiting = queue.EnqueueAsync(Batch(5), impatient.Token).AsTask();
        Task behind = queue.EnqueueAsync(Batch(2), default).AsTask();
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal([10, 2], Drain(queue));
        await behind;
    }

    [Fact]
    public async Task A_completed_queue_refuses_writers_and_gives_out_what_it_has()
    {
        var queue = new MemoryQueue(maxEvents: 10, maxBytes: long.MaxValue);
        await queue.EnqueueAsync(Batch(10), default);
        Task waiting = queue.EnqueueAsync(Batch(5), default).AsTask();
        queue.Complete();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => queue.EnqueueAsync(Batch(1), default).AsTask());
        Assert.True(await queue.WaitToDequeueAsync(default));
        Assert.Equal([10], Drain(queue));
        Assert.False(await queue.WaitToDequeueAsync(default));
    }

    [Fact]
    public async Task Many_writers_and_readers_lose_and_double_nothing()
    {
        var queue = new MemoryQueue(maxEvents: 50, maxBytes: long.MaxValue);
        Task writers = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (int i = 0; i < 500; i++)
            {
                await queue.EnqueueAsync(Batch((i % 20) + 1), default);
            }
        })));
        Task<int>[] readers = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            int taken = 0;
            while (await queue.WaitToDequeueAsync(default))
            {
                while (queue.TryDequeue(out EventBatch? batch))
                {
                    taken += batch.Count;
                    Assert.InRange(queue.Events, 0, 50);
                    (int events, long bytes) = (batch.Count, batch.MemoryBytes);
                    batch.Complete(BatchOutcome.Delivered);
                    queue.Release(events, bytes);
                }
            }

            return taken;
        }))];
        await writers.WaitAsync(TimeSpan.FromSeconds(20));
        queue.Complete();
        Assert.Equal(4 * 25 * 210, (await Task.WhenAll(readers)).Sum());
    }

    private EventBatch Batch(int events)
    {
        EventBatch batch = _pool.Rent();
        for (int i = 0; i < events; i++)
        {
            batch.AddJson("{}"u8);
        }

        return batch;
    }

    private static void Release(MemoryQueue queue)
    {
        Assert.True(queue.TryDequeue(out EventBatch? batch));
        queue.Release(batch.Count, batch.MemoryBytes);
    }

    private static List<int> Drain(MemoryQueue queue)
    {
        var counts = new List<int>();
        while (queue.TryDequeue(out EventBatch? batch))
        {
            counts.Add(batch.Count);
            queue.Release(batch.Count, batch.MemoryBytes);
        }

        return counts;
    }
}

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
}

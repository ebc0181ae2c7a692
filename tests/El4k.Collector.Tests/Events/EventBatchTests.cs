using System.Runtime.InteropServices;
using System.Text;
using El4k.Collector.Events;
using El4k.Testing;

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
    public void What_is_decoded_from_the_receive_buffer_is_not_copied()
    {
        EventBatch batch = _pool.Rent();
        Span<byte> room = batch.ReceiveBuffer(4096).Span;
        Assert.InRange(room.Length, 1024, 4096);
        "{\"a\":1,\"b\":\"x\"}\nplain\n"u8.CopyTo(room);
        ReadOnlySpan<byte> received = batch.Received(23);
        long bytes = batch.Bytes;

        Assert.True(batch.AddJson(received[..15]));
        batch.AddMessage(received[16..21]);
        Assert.Equal(bytes, batch.Bytes);
        Assert.False(batch.AddJson(received[16..21]));
        Assert.Equal(bytes, batch.Bytes);
        Assert.True(batch.AddJson("{\"a\":2}"u8));
        Assert.Equal(bytes + 7, batch.Bytes);
        Assert.Equal([1L, null, 2L], batch.Events.ToArray().Select(one => one.Get(FieldReference.Parse("a"))));
        Assert.Equal("plain", batch[1].Get(FieldReference.Message));
        batch.Complete(BatchOutcome.Delivered);
    }

    [Fact]
    public void What_a_receive_buffer_does_not_keep_is_given_again()
    {
        EventBatch batch = _pool.Rent();
        Assert.Equal(batch.ReceiveBuffer(4096), batch.ReceiveBuffer(4096));
        Assert.Equal(0, batch.Bytes);
        "{}"u8.CopyTo(batch.ReceiveBuffer(4096).Span);
        batch.Received(2);
        Assert.Equal(2, batch.Bytes);
        batch.Complete(BatchOutcome.Delivered);
    }

    [Fact]
    public void Events_of_one_arrival_share_its_instant_and_without_one_each_has_its_own()
    {
        var clock = new ManualTime(DateTimeOffset.UnixEpoch);
        EventBatch batch = new EventBatchPool(clock).Rent();
        batch.NoteArrival();
        Timestamp arrival = batch.Add().Timestamp;
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(arrival, batch.Add().Timestamp);
        batch.NoteArrival();
        Assert.NotEqual(arrival, batch.Add().Timestamp);
        batch.Complete(BatchOutcome.Delivered);

        EventBatch next = new EventBatchPool(clock).Rent();
        arrival = next.Add().Timestamp;
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotEqual(arrival, next.Add().Timestamp);
    }

    [Fact]
    public void A_shared_value_reads_and_writes_as_a_value_of_its_own()
    {
        var host = SharedValue.Of("a\"b");
        var port = SharedValue.Of(9601);
        EventBatch batch = _pool.Rent();
        batch.AddJson("{\"host\":\"mine\"}"u8);
        batch.Add();
        foreach (Event one in batch.Events.Span)
        {
            one.SetShared(FieldReference.Parse("host"), host);
            one.SetShared(FieldReference.Parse("port"), port);
            one.SetShared(FieldReference.Parse("[deep][port]"), port);
            Assert.Equal(("a\"b", 9601L, 9601L), (one.Get(FieldReference.Parse("host")), one.Get(FieldReference.Parse("port")), one.Get(FieldReference.Parse("[deep][port]"))));
            Assert.Contains("\"host\":\"a\\\"b\"", one.ToJson(), StringComparison.Ordinal);
            Assert.Contains("\"port\":9601,\"deep\":{\"port\":9601}", one.ToJson(), StringComparison.Ordinal);
        }

        batch.Complete(BatchOutcome.Delivered);
    }

    [Fact]
    public void A_value_of_an_event_is_not_kept_alive_by_its_pooled_batch()
    {
        EventBatch batch = _pool.Rent();
        WeakReference value = AddValue(batch);
        batch.Complete(BatchOutcome.Delivered);
        for (int i = 0; i < 10 && value.IsAlive; i++)
        {
            GC.Collect();
        }

        Assert.False(value.IsAlive);
        Assert.Same(batch, _pool.Rent());

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static WeakReference AddValue(EventBatch batch)
        {
            batch.AddJson("{\"a\":1}"u8);
            var map = new EventMap();
            batch[0].Set(FieldReference.Parse("b"), map);
            return new WeakReference(map);
        }
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

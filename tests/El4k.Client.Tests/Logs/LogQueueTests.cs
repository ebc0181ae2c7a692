using System.Text;
using El4k.Client.Accounting;
using El4k.Client.Logs;

namespace El4k.Client.Tests.Logs;

public sealed class LogQueueTests
{
    private readonly LossCounters _counters = new();

    [Fact]
    public void The_oldest_comes_out_first_whatever_its_level()
    {
        var queue = new LogQueue(10, 1000, _counters);
        Put(queue, "a", MonologLevel.Error);
        Put(queue, "b", MonologLevel.Debug);
        Put(queue, "c", MonologLevel.Error);
        Assert.Equal("abc", Drain(queue));
    }

    [Fact]
    public void A_full_queue_drops_its_lowest_level_first_and_counts_it()
    {
        var queue = new LogQueue(3, 1000, _counters);
        Put(queue, "i", MonologLevel.Info);
        Put(queue, "d", MonologLevel.Debug);
        Put(queue, "e", MonologLevel.Error);
        Put(queue, "w", MonologLevel.Warning);
        Put(queue, "E", MonologLevel.Error);
        Assert.Equal("ewE", Drain(queue));
        Assert.Equal(2, _counters[ClientCounter.LogDropped]);
    }

    [Fact]
    public void A_record_that_is_not_above_what_is_queued_is_itself_dropped()
    {
        var queue = new LogQueue(2, 1000, _counters);
        Put(queue, "1", MonologLevel.Info);
        Put(queue, "2", MonologLevel.Info);
        Put(queue, "3", MonologLevel.Info);
        Assert.Equal("12", Drain(queue));
        Assert.Equal(1, _counters[ClientCounter.LogDropped]);
    }

    [Fact]
    public void The_bytes_are_bounded_too()
    {
        var queue = new LogQueue(100, 10, _counters);
        Put(queue, "1234", MonologLevel.Info);
        Put(queue, "5678", MonologLevel.Info);
        Put(queue, "90ab", MonologLevel.Info);
        Assert.Equal("12345678", Drain(queue));
        Put(queue, "room again", MonologLevel.Info);
        Assert.Equal("room again", Drain(queue));
    }

    [Fact]
    public void A_record_longer_than_asked_for_stays()
    {
        var queue = new LogQueue(100, 1000, _counters);
        Put(queue, "12345", MonologLevel.Info);
        Assert.False(queue.TryDequeue(4, out _));
        Assert.Equal(1, queue.Count);
    }

    private static void Put(LogQueue queue, string line, MonologLevel level) => queue.Enqueue(Encoding.UTF8.GetBytes(line), level);

    private static string Drain(LogQueue queue)
    {
        var all = new StringBuilder();
        while (queue.TryDequeue(int.MaxValue, out var record))
        {
            all.Append(Encoding.UTF8.GetString(record.Line));
            record.Release();
        }

        return all.ToString();
    }
}

using El4k.Collector.Events;
using El4k.Collector.Queue;
using El4k.Collector.Tests.Fakes;
using El4k.Testing;

namespace El4k.Collector.Tests.Queue.Disk;

/// <summary>The log in good days: order, cursors, pages, bounds.</summary>
public sealed class DiskQueueTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_lane_reads_its_events_in_order_and_goes_on_where_it_was_after_a_restart()
    {
        await using (QueueUnderTest queue = QueueUnderTest.Open(_folder.Path, outputs: ["a", "b"]))
        {
            for (int i = 0; i < 100; i++)
            {
                Task<BatchOutcome> ended = i % 2 == 0 ? queue.AppendAsync(i * 3, 3) : queue.AppendAsync(i * 3, 3, 0, 1);
                Assert.Equal(BatchOutcome.Delivered, await ended);
            }

            Assert.Equal(Enumerable.Range(0, 300).Where(n => n / 3 % 2 == 0), queue.Read(0));
            Assert.Equal(300, queue.Queue.Pages.End);
            Assert.False(queue.Queue.IsEmpty);
        }

        await using QueueUnderTest again = QueueUnderTest.Open(_folder.Path, outputs: ["a", "b"]);
        Assert.Empty(again.Read(0));
        await again.AppendAsync(300);
        Assert.Equal([300], again.Read(0));
        Assert.Equal(Enumerable.Range(0, 301), again.Read(1));
        Assert.True(again.Queue.IsEmpty);
        Assert.DoesNotContain(again.Log.Lines, line => !line.StartsWith("Info", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pages_turn_and_go_when_the_last_lane_has_passed_them()
    {
        await using QueueUnderTest queue = QueueUnderTest.Open(_folder.Path, options => options with { PageBytes = 10_000 }, null, "a", "b");
        for (int i = 0; i < 50; i++)
        {
            await queue.AppendAsync(i, filler: 900);
        }

        int pages = QueueUnderTest.Pages(_folder.Path).Length;
        Assert.InRange(pages, 5, 7);
        queue.Read(0);
        Assert.Equal(pages, QueueUnderTest.Pages(_folder.Path).Length);
        queue.Read(1, 25);
        Assert.InRange(QueueUnderTest.Pages(_folder.Path).Length, 2, pages - 1);
        queue.Read(1);
        Assert.Single(QueueUnderTest.Pages(_folder.Path));
        Assert.True(queue.Queue.Pages.Bytes <= 10_000);
    }

    [Fact]
    public async Task An_event_larger_than_a_page_and_than_a_read_goes_through()
    {
        await using QueueUnderTest queue = QueueUnderTest.Open(_folder.Path, options => options with { PageBytes = 10_000, MaxBytes = 100_000 });
        await queue.AppendAsync(0);
        await queue.AppendAsync(1, filler: 50_000);
        await queue.AppendAsync(2);
        Task<BatchOutcome> huge = queue.AppendAsync(3, filler: 3_000_000);
        await Until.TrueAsync(() => queue.Log.ToString().Contains("is full", StringComparison.Ordinal));
        Assert.Equal([0, 1, 2], queue.Read());
        Assert.Equal(BatchOutcome.Delivered, await huge.WaitAsync(TimeSpan.FromSeconds(20)));
        Task<BatchOutcome> after = queue.AppendAsync(4);
        Assert.Equal([3], queue.Read());
        Assert.Equal(BatchOutcome.Delivered, await after.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal([4], queue.Read());
    }

    [Fact]
    public async Task A_full_queue_makes_appenders_wait_until_a_lane_has_read()
    {
        await using QueueUnderTest queue = QueueUnderTest.Open(_folder.Path, options => options with { PageBytes = 5_000, MaxBytes = 20_000 });
        Task<BatchOutcome>[] ended = [.. Enumerable.Range(0, 50).Select(i => queue.AppendAsync(i, filler: 900))];
        await Until.TrueAsync(() => queue.Log.ToString().Contains("is full", StringComparison.Ordinal));
        int taken = ended.Count(task => task.IsCompleted);
        Assert.InRange(taken, 15, 21);
        Assert.InRange(queue.Queue.Pages.Bytes, 15_000, 20_000);
        List<int> read = [];
        await Until.TrueAsync(() =>
        {
            read.AddRange(queue.Read());
            return ended.All(task => task.IsCompletedSuccessfully);
        });
        read.AddRange(queue.Read());
        Assert.Equal(Enumerable.Range(0, 50), read);
        Assert.Contains("has room again", queue.Log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closing_a_full_queue_abandons_what_waits_and_keeps_what_was_taken()
    {
        List<int> acknowledged = [];
        QueueUnderTest queue = QueueUnderTest.Open(_folder.Path, options => options with { PageBytes = 5_000, MaxBytes = 20_000 });
        Task<BatchOutcome>[] ended = [.. Enumerable.Range(0, 50).Select(i => queue.AppendAsync(i, filler: 900))];
        await Until.TrueAsync(() => queue.Log.ToString().Contains("is full", StringComparison.Ordinal));
        await queue.Queue.CloseAsync(new CancellationToken(canceled: true));
        for (int i = 0; i < ended.Length; i++)
        {
            if (await ended[i].WaitAsync(TimeSpan.FromSeconds(20)) == BatchOutcome.Delivered)
            {
                acknowledged.Add(i);
            }
        }

        Assert.InRange(acknowledged.Count, 15, 21);
        await using QueueUnderTest again = QueueUnderTest.Open(_folder.Path);
        Assert.Equal(acknowledged, again.Read());
    }

    [Fact]
    public async Task Frames_that_come_close_together_share_a_sync()
    {
        var storage = new FlakyStorage(int.MaxValue);
        await using QueueUnderTest queue = QueueUnderTest.Open(_folder.Path, options => options with { SyncInterval = TimeSpan.FromMinutes(10) }, storage);
        await queue.AppendAsync(0);
        Task<BatchOutcome>[] ended = [.. Enumerable.Range(1, 20).Select(i => queue.AppendAsync(i))];
        await Until.TrueAsync(() => queue.Queue.PendingEvents == 0);
        Assert.All(ended, task => Assert.False(task.IsCompleted));
        Assert.Equal(Enumerable.Range(0, 21), queue.Read());
        int syncs = storage.FileSyncs;
        await queue.CloseAsync();
        await Task.WhenAll(ended).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(syncs + 2, storage.FileSyncs);
    }

    [Fact]
    public async Task The_wait_for_a_sync_ends_by_itself_again_and_again()
    {
        await using QueueUnderTest queue = QueueUnderTest.Open(_folder.Path, options => options with { SyncInterval = TimeSpan.FromMilliseconds(1.3) });
        for (int i = 0; i < 500; i++)
        {
            Assert.Equal(BatchOutcome.Delivered, await queue.AppendAsync(i).WaitAsync(TimeSpan.FromSeconds(20)));
        }

        Assert.Equal(Enumerable.Range(0, 500), queue.Read());
    }

    [Fact]
    public async Task A_second_process_is_told_that_the_folder_is_in_use()
    {
        await using QueueUnderTest queue = QueueUnderTest.Open(_folder.Path);
        var refused = Assert.Throws<QueueStartException>(() => QueueUnderTest.Open(_folder.Path));
        Assert.Contains(_folder.Path, refused.Message, StringComparison.Ordinal);
        Assert.Contains("in use by another process", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_of_an_output_that_is_gone_have_a_lane_until_they_are_dealt_with()
    {
        await using (QueueUnderTest queue = QueueUnderTest.Open(_folder.Path, outputs: ["a", "b"]))
        {
            await queue.AppendAsync(0, 3);
            queue.Read(0);
        }

        await using (QueueUnderTest queue = QueueUnderTest.Open(_folder.Path, outputs: ["a", "c"]))
        {
            await queue.AppendAsync(3, 2, 0, 0, 1);
            Assert.Equal(["a", "c", "b"], queue.Queue.Outputs);
            Assert.Equal([3, 4], queue.Read(0));
            Assert.Equal([3, 4], queue.Read(1));
            Assert.Equal([0, 1, 2], queue.Read(2));
            Assert.True(queue.Queue.IsEmpty);
        }

        await using QueueUnderTest last = QueueUnderTest.Open(_folder.Path, outputs: ["a", "c"]);
        Assert.Equal(["a", "c"], last.Queue.Outputs);
    }
}

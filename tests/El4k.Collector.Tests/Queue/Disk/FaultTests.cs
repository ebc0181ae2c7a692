using El4k.Collector.Events;
using El4k.Collector.Tests.Fakes;
using El4k.Testing;

namespace El4k.Collector.Tests.Queue.Disk;

/// <summary>Runs one small script over and over, and lets the first, second, third ... call to the files fail, once or from then on.</summary>
public sealed class FaultTests
{
    private const int Frames = 12;

    [Fact]
    public async Task Whichever_call_fails_once_everything_is_acknowledged_and_read_once()
    {
        int failed = 0;
        for (int call = 1; ; call++)
        {
            using var folder = new TemporaryFolder();
            var storage = new FlakyStorage(call, failures: 1);
            await using (QueueUnderTest queue = Open(folder, storage))
            {
                List<int> read = [];
                for (int i = 0; i < Frames; i++)
                {
                    Assert.Equal(BatchOutcome.Delivered, await queue.AppendAsync(i, filler: 300).WaitAsync(TimeSpan.FromSeconds(20)));
                    read.AddRange(i % 3 == 2 ? queue.Read() : []);
                }

                Assert.Equal(Enumerable.Range(0, Frames), read);
                Assert.Null(queue.Queue.Fault);
            }

            await using (QueueUnderTest again = QueueUnderTest.Open(folder.Path))
            {
                Assert.Empty(again.Read());
            }

            if (storage.Calls < call)
            {
                break;
            }

            failed++;
        }

        Assert.True(failed > 30, $"only {failed} calls were made to fail");
    }

    [Fact]
    public async Task Whichever_call_fails_and_all_after_it_what_was_acknowledged_is_there_after_reopening()
    {
        int failed = 0;
        for (int call = 1; ; call++)
        {
            using var folder = new TemporaryFolder();
            var storage = new FlakyStorage(call);
            List<int> acknowledged = [];
            QueueUnderTest queue = Open(folder, storage);
            Task<BatchOutcome>[] ended = [.. Enumerable.Range(0, Frames).Select(i => queue.AppendAsync(i, filler: 300))];
            await Until.TrueAsync(() => ended.All(task => task.IsCompleted) || queue.Queue.Fault is not null);
            await queue.Queue.CloseAsync(new CancellationToken(canceled: true));
            for (int i = 0; i < Frames; i++)
            {
                if (await ended[i].WaitAsync(TimeSpan.FromSeconds(20)) == BatchOutcome.Delivered)
                {
                    acknowledged.Add(i);
                }
            }

            await using (QueueUnderTest again = QueueUnderTest.Open(folder.Path))
            {
                List<int> read = again.Read();
                Assert.Equal(read.Distinct().Order(), read);
                Assert.Empty(acknowledged.Except(read));
                await again.AppendAsync(99);
                Assert.Equal([99], again.Read());
            }

            if (storage.Calls < call)
            {
                break;
            }

            failed++;
        }

        Assert.True(failed > 20, $"only {failed} calls were made to fail");
    }

    [Fact]
    public async Task A_full_disk_makes_appenders_wait_says_so_and_goes_on_when_there_is_room()
    {
        using var folder = new TemporaryFolder();
        var storage = new FlakyStorage(12);
        await using QueueUnderTest queue = Open(folder, storage);
        Task<BatchOutcome>[] ended = [.. Enumerable.Range(0, 100).Select(i => queue.AppendAsync(i, filler: 300))];
        await Until.TrueAsync(() => queue.Queue.Fault is not null);
        Assert.Contains("No space left", queue.Queue.Fault, StringComparison.Ordinal);
        await Task.Delay(50);
        Assert.Contains(ended, task => !task.IsCompleted);
        Assert.Single(queue.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
        storage.Heal();
        BatchOutcome[] outcomes = await Task.WhenAll(ended).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.All(outcomes, outcome => Assert.Equal(BatchOutcome.Delivered, outcome));
        Assert.Equal(Enumerable.Range(0, 100), queue.Read());
        Assert.Contains("can be written again", queue.Log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_sync_that_failed_frames_are_written_anew_before_they_are_acknowledged()
    {
        using var folder = new TemporaryFolder();
        var storage = new FlakyStorage(3, failures: 2) { OnlySyncs = true };
        await using (QueueUnderTest queue = QueueUnderTest.Open(folder.Path, storage: storage))
        {
            for (int i = 0; i < 5; i++)
            {
                Assert.Equal(BatchOutcome.Delivered, await queue.AppendAsync(i).WaitAsync(TimeSpan.FromSeconds(20)));
            }

            // Two syncs of the first page, then one of a second page that failed as well and was written over itself.
            Assert.Equal(2, QueueUnderTest.Pages(folder.Path).Length);
            Assert.Equal(Enumerable.Range(0, 5), queue.Read());
            Assert.Equal(0, queue.Queue.Damaged.Frames);
        }
    }

    [Fact]
    public async Task Syncs_that_keep_failing_while_an_output_is_stuck_do_not_take_the_queue_beyond_its_bound()
    {
        const long MaxBytes = 30_000;
        using var folder = new TemporaryFolder();
        var storage = new FlakyStorage(2) { OnlySyncs = true };
        await using (QueueUnderTest queue = QueueUnderTest.Open(folder.Path, options => options with { MaxBytes = MaxBytes }, storage))
        {
            Assert.Equal(BatchOutcome.Delivered, await queue.AppendAsync(0, filler: 3000).WaitAsync(TimeSpan.FromSeconds(20)));
            Task<BatchOutcome>[] ended = [.. Enumerable.Range(1, 4).Select(i => queue.AppendAsync(i, filler: 3000))];
            await Until.TrueAsync(() => storage.FileSyncs > 40);
            Assert.All(ended, task => Assert.False(task.IsCompleted));

            Assert.InRange(queue.Queue.Pages.Bytes, 6000, MaxBytes);
            storage.Heal();
            Assert.All(await Task.WhenAll(ended).WaitAsync(TimeSpan.FromSeconds(20)), outcome => Assert.Equal(BatchOutcome.Delivered, outcome));
        }

        await using QueueUnderTest again = QueueUnderTest.Open(folder.Path);
        Assert.Equal(Enumerable.Range(0, 5), again.Read());
        Assert.Equal(0, again.Queue.Damaged.Frames);
    }

    [Fact]
    public async Task The_name_of_a_new_folder_is_synced_before_anything_is_acknowledged()
    {
        using var folder = new TemporaryFolder();
        string queueFolder = Path.Combine(folder.Path, "queue", "main");
        var storage = new FlakyStorage(int.MaxValue);
        await using QueueUnderTest queue = QueueUnderTest.Open(queueFolder, storage: storage);
        Assert.Equal(BatchOutcome.Delivered, await queue.AppendAsync(0).WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal([queueFolder, Path.GetDirectoryName(queueFolder)!, folder.Path], storage.SyncedFolders);
    }

    private static QueueUnderTest Open(TemporaryFolder folder, FlakyStorage storage) =>
        QueueUnderTest.Open(folder.Path, options => options with { PageBytes = 1500 }, storage);
}

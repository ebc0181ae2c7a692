using System.Text;
using El4k.Collector.Events;
using El4k.Collector.Pipeline;
using El4k.Collector.Plugins;
using El4k.Collector.Queue;
using El4k.Collector.Queue.Disk;
using El4k.Collector.Tests.Fakes;
using El4k.Collector.Tests.Queue.Disk;
using El4k.Testing;

namespace El4k.Collector.Tests.Pipeline;

/// <summary>What a lane of the disk queue holds in memory while its output is stuck.</summary>
public sealed class DiskLaneSourceTests : IDisposable
{
    private const int MaxBytes = 20_000;

    private readonly TemporaryFolder _folder = new();
    private readonly EventBatchPool _pool = new(TimeProvider.System, maxEvents: 5000, MaxBytes);
    private readonly List<EventGroup> _groups = [];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stuck_lane_holds_groups_up_to_its_bytes_also_those_of_which_it_gets_nothing(bool isRouted)
    {
        var log = new PluginLog(new RecordingLog(), "queue");
        var options = new DiskQueueOptions { Folder = _folder.Path, Outputs = ["stuck"], SyncInterval = TimeSpan.Zero };
        DiskLaneSource? source = null;
        using DiskQueue queue = DiskQueue.Open(options, QueueStorage.Disk, log, TimeProvider.System, (_, _) => { }, frame => source!.Offer((EventGroup)frame.Owner!, frame));
        source = new DiskLaneSource(queue, 0, _pool, new GroupEnd(new MemoryQueue(1, 1), new EventGroupPool(1), log), log, TimeProvider.System, () => { }, () => { });
        Assert.False(source.TryTake(out _));
        Append(queue, isRouted: true);
        await Until.TrueAsync(() => queue.PendingEvents == 0);
        await Until.TrueAsync(() => source.TryTake(out _));

        // Nothing is completed from here on.
        for (int i = 0; i < 200; i++)
        {
            Append(queue, isRouted);
        }

        await Until.TrueAsync(() => queue.PendingEvents == 0 && queue.Pages.End == 201);
        await queue.CloseAsync(CancellationToken.None);
        int held = _groups.Count(group => !group.LetGo());
        Assert.InRange(held, 1, (MaxBytes / 1000) + 2);
    }

    [Fact]
    public async Task A_lane_whose_disk_cannot_be_read_tells_since_when()
    {
        var log = new PluginLog(new RecordingLog(), "queue");
        var time = new ManualTime(DateTimeOffset.UnixEpoch);
        var options = new DiskQueueOptions { Folder = _folder.Path, Outputs = ["out"], SyncInterval = TimeSpan.Zero };
        using DiskQueue queue = DiskQueue.Open(options, new UnreadableStorage(failures: 2), log, TimeProvider.System, (_, _) => { }, _ => { });
        var source = new DiskLaneSource(queue, 0, _pool, new GroupEnd(new MemoryQueue(1, 1), new EventGroupPool(1), log), log, time, () => { }, () => { });
        Append(queue, isRouted: true);
        await Until.TrueAsync(() => queue.PendingEvents == 0);
        Assert.Null(source.ReadStatus().StuckSince);
        for (int failure = 0; failure < 2; failure++)
        {
            Assert.False(source.TryTake(out _));
            time.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(DateTimeOffset.UnixEpoch, source.ReadStatus().StuckSince);
            source.GoOn();
        }

        Assert.True(source.TryTake(out _));
        Assert.Null(source.ReadStatus().StuckSince);
        source.Complete(BatchOutcome.Delivered);
        await queue.CloseAsync(CancellationToken.None);
    }

    private void Append(DiskQueue queue, bool isRouted)
    {
        EventBatch batch = _pool.Rent();
        batch.AddJson(Encoding.UTF8.GetBytes($$"""{"filler":"{{new string('x', 1000)}}"}"""));
        var group = new EventGroup(1);
        group.Add(batch);
        if (isRouted)
        {
            group.Route(0, group.Events);
        }

        Frame frame = group.Frame = new Frame();
        frame.Owner = group;
        frame.Begin(1);
        frame.AddRoute(group.Events.Memory.Span, group.RouteOf(0).Memory.Span);
        frame.AddEvents(group.Events.Memory.Span);
        frame.Seal();
        group.Hold();
        _groups.Add(group);
        queue.Append(frame);
    }
}

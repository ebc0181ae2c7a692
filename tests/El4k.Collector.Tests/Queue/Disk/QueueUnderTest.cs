using System.Text;
using El4k.Collector.Events;
using El4k.Collector.Plugins;
using El4k.Collector.Queue.Disk;
using El4k.Collector.Tests.Fakes;

namespace El4k.Collector.Tests.Queue.Disk;

/// <summary>A disk queue whose frames hold events with a running number each.</summary>
internal sealed class QueueUnderTest : IAsyncDisposable
{
    private readonly EventBatchPool _pool = new(TimeProvider.System);
    private readonly Dictionary<int, LaneReader> _readers = [];

    private QueueUnderTest(string folder, QueueStorage storage, DiskQueueOptions options)
    {
        Folder = folder;
        Queue = DiskQueue.Open(
            options, storage, new PluginLog(Log, "queue"), TimeProvider.System, (frame, outcome) => ((TaskCompletionSource<BatchOutcome>)frame.Owner!).SetResult(outcome), _ => { });
    }

    public string Folder { get; }

    public RecordingLog Log { get; } = new();

    public DiskQueue Queue { get; }

    /// <summary>The files of the pages, in order.</summary>
    public static string[] Pages(string folder) => [.. Directory.GetFiles(folder, "page-*.queue").Order(StringComparer.Ordinal)];

    public static QueueUnderTest Open(string folder, Func<DiskQueueOptions, DiskQueueOptions>? change = null, QueueStorage? storage = null, params string[] outputs)
    {
        var options = new DiskQueueOptions
        {
            Folder = folder,
            Outputs = outputs.Length == 0 ? ["out"] : outputs,
            SyncInterval = TimeSpan.Zero,
            RetryDelay = TimeSpan.FromMilliseconds(5),
        };
        return new QueueUnderTest(folder, storage ?? QueueStorage.Disk, change?.Invoke(options) ?? options);
    }

    /// <summary>Appends one frame; ends when it is synced, or given up.</summary>
    /// <param name="first">The number of its first event.</param>
    /// <param name="count">The number of its events.</param>
    /// <param name="filler">Bytes that each event has besides.</param>
    /// <param name="outputs">The outputs that get it; all when none is named.</param>
    public Task<BatchOutcome> AppendAsync(int first, int count = 1, int filler = 0, params int[] outputs)
    {
        EventBatch batch = _pool.Rent();
        for (int i = first; i < first + count; i++)
        {
            batch.AddJson(Encoding.UTF8.GetBytes($$"""{"n":{{i}},"filler":"{{new string('x', filler)}}","@timestamp":"2026-11-25T12:00:00.000Z"}"""));
        }

        var frame = new Frame();
        var ended = new TaskCompletionSource<BatchOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        frame.Owner = ended;
        frame.Begin(Queue.Outputs.Count);
        for (int i = 0; i < Queue.Outputs.Count; i++)
        {
            frame.AddRoute(batch.Events.Span, outputs.Length == 0 || outputs.Contains(i) ? batch.Events.Span : []);
        }

        frame.AddEvents(batch.Events.Span);
        frame.Seal();
        batch.Complete(BatchOutcome.Delivered);
        Queue.Append(frame);
        return ended.Task;
    }

    /// <summary>Reads what a lane has not had, and moves its cursor.</summary>
    public List<int> Read(int lane = 0, int atMost = int.MaxValue)
    {
        if (!_readers.TryGetValue(lane, out LaneReader? reader))
        {
            _readers.Add(lane, reader = new LaneReader(Queue, lane, 1000, 1 << 20));
        }

        var numbers = new List<int>();
        while (numbers.Count < atMost)
        {
            EventBatch batch = _pool.Rent();
            bool hasRead = reader.TryRead(batch);
            foreach (Event one in batch.Events.Span)
            {
                numbers.Add((int)(long)one.Get(FieldReference.Parse("n"))!);
            }

            batch.Complete(BatchOutcome.Delivered);
            Queue.Advance(lane, reader.Position);
            if (!hasRead)
            {
                break;
            }
        }

        return numbers;
    }

    /// <summary>Reads what a lane has not had, as its lane does: what cannot be read is tried again, and then passed over.</summary>
    public List<int> ReadPastDamage()
    {
        var numbers = new List<int>();
        for (int failures = 0; ;)
        {
            try
            {
                numbers.AddRange(Read(atMost: 1));
                failures = 0;
                if (_readers[0].Position.Sequence >= Queue.Pages.End)
                {
                    return numbers;
                }
            }
            catch (IOException) when (++failures < 3)
            {
                // Tried again.
            }
            catch (IOException)
            {
                failures = 0;
                _readers[0].SkipUnreadable();
            }
        }
    }

    public Task CloseAsync() => Queue.CloseAsync(new CancellationTokenSource(TimeSpan.FromSeconds(5)).Token);

    public async ValueTask DisposeAsync() => await CloseAsync();
}

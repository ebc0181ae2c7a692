using System.Text;
using El4k.Collector.Events;
using El4k.Collector.Plugins;

namespace El4k.Collector.Tests.Fakes;

/// <summary>Publishes each of its lines so many times, in batches, and counts how its batches ended.</summary>
internal sealed class FakeInput(FakeInputOptions options, PluginContext context) : IInput, IAsyncDisposable
{
    private int _delivered;
    private int _abandoned;
    private int _published;
    private bool _hasFailed;

    public int Delivered => Volatile.Read(ref _delivered);

    public int Abandoned => Volatile.Read(ref _abandoned);

    public int Published => Volatile.Read(ref _published);

    public PluginContext Context => context;

    public bool IsDisposed { get; private set; }

    public Task StartAsync(CancellationToken cancellation) =>
        options.CannotStart ? Task.FromException(new PluginStartException("planted")) : Task.CompletedTask;

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }

    public async Task RunAsync(InputContext input, CancellationToken stop)
    {
        if (options.FailOnce && !_hasFailed)
        {
            _hasFailed = true;
            throw new InvalidOperationException("planted");
        }

        if (options.ShortOfMemory && !_hasFailed)
        {
            _hasFailed = true;
            throw Shortage.Of("input");
        }

        for (int sent = 0; (options.Endless || sent < options.Count) && !stop.IsCancellationRequested;)
        {
            EventBatch batch = input.RentBatch();
            ICodec codec = input.CreateCodec();
            for (int i = 0; i < options.Batch && (options.Endless || sent < options.Count); i++, sent++)
            {
                foreach (string line in options.Lines)
                {
                    codec.Decode(Encoding.UTF8.GetBytes(line.Replace("{n}", $"{sent}", StringComparison.Ordinal)), batch);
                }
            }

            int count = batch.Count;
            batch.OnCompleted((outcome, state) => Count(outcome, (int)state!), count);
            Interlocked.Add(ref _published, count);
            await input.PublishAsync(batch, stop);
        }
    }

    private void Count(BatchOutcome outcome, int events)
    {
        if (options.Forgetful)
        {
            throw new IOException("planted");
        }

        if (outcome == BatchOutcome.Delivered)
        {
            Interlocked.Add(ref _delivered, events);
        }
        else
        {
            Interlocked.Add(ref _abandoned, events);
        }
    }
}

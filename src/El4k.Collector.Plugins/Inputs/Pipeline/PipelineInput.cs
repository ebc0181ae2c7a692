using System.Buffers;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Inputs.Pipeline;

/// <summary>Takes what the output <c>pipeline</c> of other pipelines in this process sends to its address.</summary>
/// <remarks>
/// Events are copied, so that neither pipeline sees what the other does to them. The sender is told that they were taken when this pipeline acknowledges them. At the stop
/// the input goes on until no output is connected any more: pipelines that are stopped together drain from the first to the last.
/// </remarks>
internal sealed class PipelineInput(PipelineInputOptions options, PluginContext context) : IReplaceableInput, IAsyncDisposable
{
    private readonly PipelineBus _bus = context.GetHostPart<PipelineBus>() ?? new PipelineBus();
    private readonly TaskCompletionSource<InputContext> _running = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _retired = new();
    private IDisposable? _listener;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellation)
    {
        _listener = _bus.Listen(options.Address, context.GetHostPart<PipelineName>()?.Id ?? "", context.GetHostPart<ListenSockets>() ?? (object)this, ReceiveAsync)
            ?? throw new PluginStartException($"pipeline: another input has the address \"{options.Address}\"; give each its own with the option address.");
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task RunAsync(InputContext input, CancellationToken stop)
    {
        _running.TrySetResult(input);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop, _retired.Token);
        await Task.Delay(Timeout.InfiniteTimeSpan, context.Clock, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_retired.IsCancellationRequested)
        {
            await _bus.WhenUnconnectedAsync(options.Address).WaitAsync(_retired.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _listener?.Dispose();
    }

    /// <inheritdoc/>
    public void Retire() => _retired.Cancel();

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _listener?.Dispose();
        _running.TrySetCanceled();
        _retired.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<bool> ReceiveAsync(ReadOnlyMemory<Event> events, CancellationToken cancellation)
    {
        var input = await _running.Task.WaitAsync(cancellation).ConfigureAwait(false);
        var json = new ArrayBufferWriter<byte>(1024);
        var ends = new List<Task<BatchOutcome>>();
        var batch = input.RentBatch();
        for (var i = 0; i < events.Length; i++)
        {
            Copy(events.Span[i], json, batch);
            if (batch.IsFull || i == events.Length - 1)
            {
                ends.Add(Ended(batch));
                await input.PublishAsync(batch, cancellation).ConfigureAwait(false);
                batch = i == events.Length - 1 ? batch : input.RentBatch();
            }
        }

        // A sender whose time is over does not wait for the rest; it then repeats what was not told to be taken.
        var outcomes = await Task.WhenAll(ends).WaitAsync(cancellation).ConfigureAwait(false);
        return Array.TrueForAll(outcomes, outcome => outcome == BatchOutcome.Delivered);
    }

    private static void Copy(Event source, ArrayBufferWriter<byte> json, EventBatch batch)
    {
        json.ResetWrittenCount();
        source.WriteJson(json);
        var at = batch.Count;
        batch.AddJson(json.WrittenSpan);
        foreach (var (name, value) in source.Metadata)
        {
            batch[at].Metadata[name] = JsonValue.DeepClone(value);
        }
    }

    private static Task<BatchOutcome> Ended(EventBatch batch)
    {
        var ended = new TaskCompletionSource<BatchOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        batch.OnCompleted(static (outcome, state) => ((TaskCompletionSource<BatchOutcome>)state!).TrySetResult(outcome), ended);
        return ended.Task;
    }
}

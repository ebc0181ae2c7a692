using El4k.Collector.Events;
using El4k.Collector.Plugins;
using El4k.Collector.Queue;

namespace El4k.Server.DeadLetters;

/// <summary>The input of a pipeline that dead letters go through once more: filters and outputs.</summary>
internal sealed class LetterInput : IInput
{
    private readonly TaskCompletionSource<InputContext> _running = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task RunAsync(InputContext context, CancellationToken stop)
    {
        _running.TrySetResult(context);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Sends letters through the pipeline, and waits until they are delivered.</summary>
    /// <exception cref="OperationCanceledException">The pipeline was stopped before.</exception>
    public async Task DeliverAsync(IReadOnlyList<DeadLetter> letters, CancellationToken stop)
    {
        var context = await _running.Task.WaitAsync(stop).ConfigureAwait(false);
        var batch = context.RentBatch();
        foreach (var letter in letters)
        {
            if (!letter.TryAddTo(batch))
            {
                batch.AddFailure(letter.EventJson.Span, "_jsonparsefailure");
            }
        }

        var ended = new TaskCompletionSource<BatchOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        batch.OnCompleted(static (outcome, state) => ((TaskCompletionSource<BatchOutcome>)state!).TrySetResult(outcome), ended);
        await context.PublishAsync(batch, stop).ConfigureAwait(false);
        if (await ended.Task.WaitAsync(stop).ConfigureAwait(false) == BatchOutcome.Abandoned)
        {
            throw new OperationCanceledException("The pipeline was stopped before the letters were delivered.");
        }
    }
}

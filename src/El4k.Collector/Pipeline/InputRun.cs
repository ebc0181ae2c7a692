using El4k.Collector.Configuration;
using El4k.Collector.Plugins;

namespace El4k.Collector.Pipeline;

/// <summary>An input at work.</summary>
internal sealed class InputRun : IDisposable
{
    private readonly CancellationTokenSource _stop;

    /// <param name="run">Runs the input until the token that it is given is cancelled, or the source ends.</param>
    /// <param name="stopAll">The stop of the pipeline.</param>
    public InputRun(InputStep step, Func<InputStep, CancellationToken, Task> run, CancellationToken stopAll)
    {
        Step = step;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(stopAll);
        CancellationToken stop = _stop.Token;
        Ended = Task.Run(() => run(step, stop), CancellationToken.None);
    }

    public InputStep Step { get; }

    /// <summary>Whether a reload has taken it out of the configuration: it only reads what is open to its end.</summary>
    public bool IsRetired { get; private set; }

    /// <summary>Ends when the input has.</summary>
    public Task Ended { get; }

    /// <summary>Takes it out of the configuration: an input with connections reads them to their end, any other one is stopped.</summary>
    public void Retire()
    {
        IsRetired = true;
        if (Step.Plugin is IReplaceableInput replaceable)
        {
            replaceable.Retire();
        }
        else
        {
            _stop.Cancel();
        }
    }

    /// <summary>Closes the input once it has ended and what it published is dealt with.</summary>
    /// <param name="dealtWith">Ends when what it published is.</param>
    public async Task CloseAsync(Task dealtWith)
    {
        await Ended.ConfigureAwait(false);
        await dealtWith.ConfigureAwait(false);
        await PluginDisposal.DisposeAsync(Step.Plugin, Step.Context.Log).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();
}

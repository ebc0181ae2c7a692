namespace El4k.Collector.Plugins;

/// <summary>An input that others connect to, and that a reload can replace while it still has connections.</summary>
/// <remarks>
/// Its successor is started before it is retired, and takes the port over if it wants the same one (<see cref="ListenSockets"/>). The retired input takes nothing new, reads its open connections to
/// their end, and then returns from <see cref="IInput.RunAsync"/>; the stop of the pipeline ends it earlier, as ever.
/// </remarks>
public interface IReplaceableInput : IInput
{
    /// <summary>Takes no new connections from now on. For all threads; returns at once.</summary>
    void Retire();
}

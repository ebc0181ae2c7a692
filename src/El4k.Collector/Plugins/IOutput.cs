using El4k.Collector.Events;

namespace El4k.Collector.Plugins;

/// <summary>A target of events. Its lane calls <see cref="WriteAsync"/> once at a time, on changing threads, with all events in their order.</summary>
/// <remarks>Built by its constructor <c>(TOptions, PluginContext)</c>, which opens nothing; started once; disposed after the last write if it is <see cref="IAsyncDisposable"/>.</remarks>
public interface IOutput
{
    /// <summary>Opens what the output needs to begin with. A target that is away is no reason to fail: writes wait for it.</summary>
    /// <exception cref="PluginStartException">The output cannot work; the message names the option to change.</exception>
    Task StartAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Delivers the events, in order. When it returns each is delivered, or dead-lettered through <see cref="PluginContext.DeadLetters"/>.</summary>
    /// <param name="events">The events; none is cancelled. They are valid until the call ends and must not be changed.</param>
    /// <param name="cancellation">Asks to give up because the pipeline's time to stop is over; throw <see cref="OperationCanceledException"/>.</param>
    /// <remarks>A target that is away or busy is waited for, with back-off, as long as it takes: returning early or throwing another exception loses events.</remarks>
    ValueTask WriteAsync(ReadOnlyMemory<Event> events, CancellationToken cancellation);
}

namespace El4k.Collector.Plugins;

/// <summary>Changes, adds or cancels events. One instance is shared by all workers, so it is safe for all threads.</summary>
/// <remarks>Built by its constructor <c>(TOptions, PluginContext)</c>; most derive from <see cref="EventFilter"/>. Disposed at the end if it is <see cref="IAsyncDisposable"/>.</remarks>
public interface IFilter
{
    /// <summary>Works on the selected events and marks those that matched; <c>Cancel</c> on an event drops it.</summary>
    void Filter(FilterSelection events);

    /// <summary>Every five seconds, and with <paramref name="isFinal"/> when the pipeline stops: a filter that holds events gives out those that are due.</summary>
    /// <remarks>What is held is a copy: its batch is acknowledged without it, so that a kill loses it, also with the queue on disk. No filter of this program holds any.</remarks>
    /// <param name="due">An empty selection to add them to.</param>
    /// <param name="isFinal">Whether all that is held must come out.</param>
    void Flush(FilterSelection due, bool isFinal)
    {
    }
}

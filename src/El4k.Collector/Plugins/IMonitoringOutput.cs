using El4k.Collector.Events;

namespace El4k.Collector.Plugins;

/// <summary>An output that also takes the collector's own documents, such as its counters.</summary>
public interface IMonitoringOutput
{
    /// <summary>Tries once to deliver documents to an index by name; monitoring never waits for a target that is away.</summary>
    /// <returns>Whether the target took them. When it takes some of them and refuses others for themselves, these are logged and lost, so that none is sent twice.</returns>
    ValueTask<bool> WriteMonitoringAsync(string index, ReadOnlyMemory<Event> documents, CancellationToken cancellation);
}

using System.Buffers;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Bulk;

/// <summary>Turns events into bulk bodies. Pooled; used by one thread at a time.</summary>
internal sealed class BulkWriter(BulkSettings settings) : IDisposable
{
    // Well below the 10 MiB that small managed clusters take, and large enough that a request's own cost does not count.
    private const int FlushBytes = 5 * 1024 * 1024;

    private readonly ActionLines _actions = new(settings);

    /// <summary>The body written last.</summary>
    public BulkBody Body { get; } = new();

    /// <summary>How many events of the body lacked a field of the index name.</summary>
    public int MissingFields { get; private set; }

    /// <summary>Writes events into the body until it is large enough.</summary>
    /// <param name="events">The events of one delivery.</param>
    /// <param name="first">The event to begin with.</param>
    /// <returns>The event after the last one written.</returns>
    public int Fill(ReadOnlySpan<Event> events, int first)
    {
        Body.Clear();
        MissingFields = 0;
        while (first < events.Length && Body.Length < FlushBytes)
        {
            var source = events[first];
            _actions.Write(source, Body);
            source.WriteJson(Body);
            Body.Write("\n"u8);
            Body.EndAction(first);
            MissingFields += _actions.WasMissing ? 1 : 0;
            first++;
        }

        return first;
    }

    /// <inheritdoc/>
    public void Dispose() => Body.Dispose();
}

using System.Collections.Concurrent;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins;

/// <summary>What one plugin counts. Safe for all threads.</summary>
/// <remarks>
/// The pipeline counts <c>received</c>, <c>out</c>, <c>parse_failures</c> and the last event's time for inputs, and <c>received</c> and <c>out</c> for
/// filters and outputs. A plugin counts what only it knows: <c>dropped</c>, and counters of its own by name.
/// </remarks>
public sealed class PluginCounters
{
    private readonly ConcurrentDictionary<string, long> _named = new(StringComparer.Ordinal);
    private long _received;
    private long _out;
    private long _parseFailures;
    private long _dropped;
    private long _lastEventTicks;
    private long _lagTicks;
    private long _durationTicks;

    /// <summary>Counts events that came in.</summary>
    public void AddReceived(long events) => Interlocked.Add(ref _received, events);

    /// <summary>Counts events that were handed on: by an input to the queue, by an output to its target.</summary>
    public void AddOut(long events) => Interlocked.Add(ref _out, events);

    /// <summary>Counts texts that could not be decoded.</summary>
    public void AddParseFailures(long texts) => Interlocked.Add(ref _parseFailures, texts);

    /// <summary>Counts what was lost or refused: datagrams the kernel dropped, events over a limit.</summary>
    public void AddDropped(long events) => Interlocked.Add(ref _dropped, events);

    /// <summary>Counts time: of an input, waiting for room in the queue; of a filter or output, at work on events.</summary>
    public void AddDuration(TimeSpan time) => Interlocked.Add(ref _durationTicks, time.Ticks);

    /// <summary>Counts under a name of the plugin's own, such as <c>connections</c> or <c>bulk_requests</c>.</summary>
    public void Add(string name, long amount) => _named.AddOrUpdate(name, static (_, more) => more, static (_, present, more) => present + more, amount);

    /// <summary>Sets a counter of the plugin's own to a value, such as the number of open connections.</summary>
    public void Set(string name, long value) => _named[name] = value;

    /// <summary>Notes an event: when it was seen, and what its <c>@timestamp</c> says.</summary>
    public void SawEvent(Timestamp now, Timestamp eventTime)
    {
        Interlocked.Exchange(ref _lastEventTicks, now.Ticks);
        Interlocked.Exchange(ref _lagTicks, now.Ticks - eventTime.Ticks);
    }

    /// <summary>All counters as they are now.</summary>
    public PluginCountersSnapshot Read()
    {
        long last = Interlocked.Read(ref _lastEventTicks);
        return new PluginCountersSnapshot
        {
            Received = Interlocked.Read(ref _received),
            Out = Interlocked.Read(ref _out),
            ParseFailures = Interlocked.Read(ref _parseFailures),
            Dropped = Interlocked.Read(ref _dropped),
            Duration = TimeSpan.FromTicks(Interlocked.Read(ref _durationTicks)),
            LastEvent = last == 0 ? null : new Timestamp(last),
            Lag = last == 0 ? null : TimeSpan.FromTicks(Interlocked.Read(ref _lagTicks)),
            Named = new SortedDictionary<string, long>(_named, StringComparer.Ordinal),
        };
    }
}

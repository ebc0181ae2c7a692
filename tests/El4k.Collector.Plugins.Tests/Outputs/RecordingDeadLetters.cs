using System.Collections.Concurrent;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Tests.Outputs;

/// <summary>Keeps dead letters for tests to look at.</summary>
internal sealed class RecordingDeadLetters : IDeadLetters
{
    public ConcurrentQueue<(string PluginId, string Event, string Reason)> All { get; } = new();

    /// <summary>How many letters are still to be refused, as by a full disk.</summary>
    public int Failures { get; set; }

    public ValueTask AddAsync(string pluginId, Event refused, string reason)
    {
        if (Failures-- > 0)
        {
            throw new IOException("planted");
        }

        All.Enqueue((pluginId, refused.ToJson(), reason));
        return ValueTask.CompletedTask;
    }
}

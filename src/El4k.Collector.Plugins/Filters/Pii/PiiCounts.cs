using System.Collections.Concurrent;

namespace El4k.Collector.Plugins.Filters.Pii;

/// <summary>Counts what was done, per action, kind and field: <c>pii.mask.email.context.user</c>. Safe for all threads.</summary>
/// <param name="counters">The counters of the plugin.</param>
internal sealed class PiiCounts(PluginCounters counters)
{
    /// <summary>The most counters; what is found in further fields is counted under the field <see cref="OtherFields"/>.</summary>
    public const int MostCounters = 500;

    /// <summary>Stands for all fields beyond <see cref="MostCounters"/>.</summary>
    public const string OtherFields = "other";

    /// <summary>What the names of these counters begin with.</summary>
    public const string Prefix = "pii.";

    private readonly ConcurrentDictionary<(PiiAction Action, PiiKind Kind, string Field), string> _names = new();

    /// <summary>Counts one more.</summary>
    /// <param name="action">What was done.</param>
    /// <param name="kind">What was found.</param>
    /// <param name="field">Where: names from the top level down, divided by dots.</param>
    public void Add(PiiAction action, PiiKind kind, string field)
    {
        if (!_names.TryGetValue((action, kind, field), out var name))
        {
            name = $"{Prefix}{PiiPlan.NameOf(action)}.{PiiPlan.NameOf(kind)}.{(_names.Count < MostCounters ? field : OtherFields)}";
            if (_names.Count < MostCounters)
            {
                _names.TryAdd((action, kind, field), name);
            }
        }

        counters.Add(name, 1);
    }
}

using El4k.Collector.Plugins;

namespace El4k.Server.Collecting;

/// <summary>How often the filter <c>pii</c> did something with one kind of personal data in one field.</summary>
/// <param name="Action">What it did: <c>mask</c>, <c>hash</c>, <c>drop</c>, <c>tag</c>.</param>
/// <param name="Kind">With what: <c>email</c>, <c>card</c>, …</param>
/// <param name="Field">Where: names from the top level down, divided by dots.</param>
/// <param name="Count">How often.</param>
internal readonly record struct PiiCount(string Action, string Kind, string Field, long Count)
{
    // The counters of the filter are named pii.ACTION.KIND.FIELD.
    private const string Prefix = "pii.";
    private const int Parts = 4;

    /// <summary>What was counted since another reading; nothing for plugins that do not count such.</summary>
    public static IEnumerable<PiiCount> Since(PluginCountersSnapshot? before, PluginCountersSnapshot now)
    {
        foreach (var (name, value) in now.Named)
        {
            if (!name.StartsWith(Prefix, StringComparison.Ordinal) || name.Split('.', Parts) is not [_, var action, var kind, var field])
            {
                continue;
            }

            var count = value - (before is not null && before.Named.TryGetValue(name, out var earlier) ? earlier : 0);
            if (count > 0)
            {
                yield return new PiiCount(action, kind, field, count);
            }
        }
    }
}

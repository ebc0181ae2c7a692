using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Clone;

/// <summary>Copies events; the original goes on unchanged, and the common options run for the copies only.</summary>
internal sealed class CloneFilter : IFilter
{
    private static readonly FieldReference TypeField = FieldReference.Parse("type");

    private readonly IReadOnlyList<string> _clones;

    internal CloneFilter(CloneOptions options, PluginContext context)
    {
        _clones = options.Clones;
        if (_clones.Count == 0)
        {
            context.Log.Warning("The option clones is empty, so this filter does nothing.");
        }
    }

    /// <inheritdoc/>
    public void Filter(FilterSelection events)
    {
        var count = events.Count;
        for (var i = 0; i < count; i++)
        {
            foreach (var type in _clones)
            {
                var copy = events[i].Clone();
                copy.Set(TypeField, type);
                events.Add(copy);
            }
        }
    }
}

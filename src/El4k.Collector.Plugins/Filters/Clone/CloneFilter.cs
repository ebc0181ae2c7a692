using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Clone;

/// <summary>Copies events; the original goes on unchanged, and the common options run for the copies only.</summary>
internal sealed class CloneFilter : IFilter
{
    private readonly IReadOnlyList<string> _clones;
    private readonly FieldReference? _type;

    internal CloneFilter(CloneOptions options, PluginContext context)
    {
        _clones = options.Clones;
        _type = context.EcsCompatibility.OptionalField(disabled: "type", ecs: null);
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
            foreach (var name in _clones)
            {
                var copy = events[i].Clone();
                Name(copy, name);
                events.Add(copy);
            }
        }
    }

    // The Elastic Common Schema has no field for it: there the name is a tag.
    private void Name(Event copy, string name)
    {
        if (_type is null)
        {
            copy.AddTag(name);
        }
        else
        {
            copy.Set(_type, name);
        }
    }
}

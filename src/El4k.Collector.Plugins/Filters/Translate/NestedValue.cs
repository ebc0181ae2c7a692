using System.Diagnostics.CodeAnalysis;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Translate;

/// <summary>Reads and sets what a field reference addresses inside of a map, as it does inside of an event.</summary>
internal static class NestedValue
{
    public static bool TryGet(EventMap map, ReadOnlySpan<string> names, [NotNullWhen(true)] out object? value)
    {
        value = map;
        foreach (var name in names)
        {
            if (value is not EventMap inner || !inner.TryGetValue(name, out value))
            {
                value = null;
                return false;
            }
        }

        return value is not null;
    }

    /// <returns>False, with nothing changed, when a single value is on the way.</returns>
    public static bool TrySet(EventMap map, ReadOnlySpan<string> names, object? value)
    {
        var parent = map;
        foreach (var name in names[..^1])
        {
            if (!parent.TryGetValue(name, out var next) || next is null)
            {
                parent[name] = next = new EventMap();
            }

            if (next is not EventMap inner)
            {
                return false;
            }

            parent = inner;
        }

        parent[names[^1]] = value;
        return true;
    }
}

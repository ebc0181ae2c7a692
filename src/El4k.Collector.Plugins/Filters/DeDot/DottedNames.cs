using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.DeDot;

/// <summary>Renames what lies below a field. Immutable: safe for all threads.</summary>
/// <param name="separator">What takes the place of a dot; null when a dot stands for a level.</param>
internal sealed class DottedNames(string? separator)
{
    /// <summary>A name without its dots: one name, or one for each level. A name of nothing but dots stays.</summary>
    public string[] Replace(string name)
    {
        if (!name.Contains('.', StringComparison.Ordinal))
        {
            return [name];
        }

        var parts = separator is null ? name.Split('.', StringSplitOptions.RemoveEmptyEntries) : [name.Replace(".", separator, StringComparison.Ordinal)];
        return parts.Length == 0 || parts[0].Length == 0 ? [name] : parts;
    }

    /// <summary>A value whose maps have no name with a dot.</summary>
    /// <param name="value">The value; it is not changed.</param>
    /// <param name="isClean">Set to false when a name stays because another value stands in its way.</param>
    /// <returns>The value itself when nothing in it has a dot.</returns>
    public (object? Value, bool IsChanged) Clean(object? value, ref bool isClean)
    {
        switch (value)
        {
            case EventMap map:
                return CleanMap(map, ref isClean);
            case List<object?> list:
                var items = new List<object?>(list.Count);
                var isChanged = false;
                foreach (var item in list)
                {
                    var (cleaned, changed) = Clean(item, ref isClean);
                    items.Add(cleaned);
                    isChanged |= changed;
                }

                return isChanged ? (JsonValue.DeepClone(items), true) : (value, false);
            default:
                return (value, false);
        }
    }

    private (object? Value, bool IsChanged) CleanMap(EventMap map, ref bool isClean)
    {
        var result = new EventMap();
        var isChanged = false;
        foreach (var (name, item) in map)
        {
            var (cleaned, changed) = Clean(item, ref isClean);
            var parts = Replace(name);
            if (TryPut(result, parts, JsonValue.DeepClone(cleaned)))
            {
                isChanged |= changed || parts.Length > 1 || parts[0] != name;
            }
            else
            {
                result[name] = JsonValue.DeepClone(cleaned);
                isClean = false;
                isChanged |= changed;
            }
        }

        return isChanged ? (result, true) : (map, false);
    }

    private static bool TryPut(EventMap map, ReadOnlySpan<string> path, object? value)
    {
        foreach (var name in path[..^1])
        {
            if (!map.TryGetValue(name, out var next))
            {
                next = new EventMap();
                map[name] = next;
            }

            if (next is not EventMap below)
            {
                return false;
            }

            map = below;
        }

        // Two names that become one: maps are merged, otherwise the later value stands, as when fields are renamed.
        if (map.TryGetValue(path[^1], out var present) && present is EventMap into && value is EventMap from)
        {
            foreach (var (name, item) in from)
            {
                into[name] = item;
            }

            return true;
        }

        map[path[^1]] = value;
        return true;
    }
}

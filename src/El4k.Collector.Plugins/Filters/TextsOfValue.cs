using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters;

/// <summary>Changes every text of a value: the value itself, the items of lists, the values of maps, at any depth.</summary>
internal static class TextsOfValue
{
    /// <summary>Applies a change to every text.</summary>
    /// <param name="value">The value; it is not changed itself.</param>
    /// <param name="change">Gives the new text, the same one when there is nothing to change, or null to give up.</param>
    /// <param name="changed">The new value: the same object when no text changed.</param>
    /// <returns>False when <paramref name="change"/> gave up.</returns>
    public static bool TryChange(object? value, Func<string, string?> change, out object? changed)
    {
        changed = value;
        switch (value)
        {
            case string text:
                changed = change(text);
                return changed is not null;
            case List<object?> list:
                return TryChange(list, change, out changed);
            case EventMap map:
                return TryChange(map, change, out changed);
            default:
                return true;
        }
    }

    private static bool TryChange(List<object?> list, Func<string, string?> change, out object? changed)
    {
        changed = list;
        List<object?>? copy = null;
        for (var i = 0; i < list.Count; i++)
        {
            if (!TryChange(list[i], change, out var item))
            {
                return false;
            }

            if (!ReferenceEquals(item, list[i]))
            {
                copy ??= [.. list];
                copy[i] = item;
            }
        }

        changed = copy ?? list;
        return true;
    }

    private static bool TryChange(EventMap map, Func<string, string?> change, out object? changed)
    {
        changed = map;
        EventMap? copy = null;
        for (var i = 0; i < map.Count; i++)
        {
            var (name, present) = map.GetAt(i);
            if (!TryChange(present, change, out var item))
            {
                return false;
            }

            if (!ReferenceEquals(item, present))
            {
                copy ??= Copied(map);
                copy[name] = item;
            }
        }

        changed = copy ?? map;
        return true;
    }

    private static EventMap Copied(EventMap map)
    {
        var copy = new EventMap();
        foreach (var (name, item) in map)
        {
            copy[name] = item;
        }

        return copy;
    }
}

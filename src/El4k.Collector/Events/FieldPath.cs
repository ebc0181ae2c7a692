namespace El4k.Collector.Events;

/// <summary>Walks from a decoded top-level value to what a nested reference addresses.</summary>
internal static class FieldPath
{
    /// <summary>Finds the value below <paramref name="root"/>.</summary>
    /// <returns>False when a name on the way is missing.</returns>
    public static bool TryGet(object? root, ReadOnlySpan<string> names, out object? value)
    {
        value = root;
        foreach (string name in names)
        {
            switch (value)
            {
                case EventMap map when map.TryGetValue(name, out object? item):
                    value = item;
                    break;
                case List<object?> list when FieldReference.TryIndex(name, list.Count, out int index) && index >= 0 && index < list.Count:
                    value = list[index];
                    break;
                default:
                    value = null;
                    return false;
            }
        }

        return true;
    }

    /// <summary>Sets the value below <paramref name="root"/>, making maps on the way; a list is padded with nulls.</summary>
    /// <returns>The root, which is new when there was none.</returns>
    /// <exception cref="InvalidFieldException">A scalar or an impossible index is on the way.</exception>
    public static object Set(object? root, ReadOnlySpan<string> names, object? value, FieldReference field)
    {
        root ??= new EventMap();
        object parent = root;
        for (int i = 0; i < names.Length - 1; i++)
        {
            if (TryGet(parent, names.Slice(i, 1), out object? next) && next is not null)
            {
                parent = next;
                continue;
            }

            var made = new EventMap();
            SetChild(parent, names[i], made, field);
            parent = made;
        }

        SetChild(parent, names[^1], value, field);
        return root;
    }

    /// <summary>Removes the value below <paramref name="root"/>.</summary>
    public static bool Remove(object? root, ReadOnlySpan<string> names)
    {
        if (!TryGet(root, names[..^1], out object? parent))
        {
            return false;
        }

        switch (parent)
        {
            case EventMap map:
                return map.Remove(names[^1]);
            case List<object?> list when FieldReference.TryIndex(names[^1], list.Count, out int index) && index >= 0 && index < list.Count:
                list.RemoveAt(index);
                return true;
            default:
                return false;
        }
    }

    private static void SetChild(object parent, string name, object? value, FieldReference field)
    {
        const int MaxIndex = 100_000;
        switch (parent)
        {
            case EventMap map:
                map[name] = value;
                break;
            case List<object?> list when FieldReference.TryIndex(name, list.Count, out int index) && index is >= 0 and < MaxIndex:
                while (list.Count <= index)
                {
                    list.Add(null);
                }

                list[index] = value;
                break;
            case List<object?>:
                throw new InvalidFieldException($"Cannot set {field}: \"{name}\" is no index into the list it addresses.");
            default:
                throw new InvalidFieldException($"Cannot set {field}: there is a single value above \"{name}\", not a map.");
        }
    }
}

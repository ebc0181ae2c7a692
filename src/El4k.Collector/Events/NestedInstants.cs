using System.Text;

namespace El4k.Collector.Events;

/// <summary>Where timestamps stand in an event besides <c>@timestamp</c>: as JSON they are text, and whoever reads that back has to be told.</summary>
internal static class NestedInstants
{
    private const string Metadata = "@metadata";

    /// <summary>The paths of all timestamps in values that were set and in metadata; null when there are none.</summary>
    public static List<object?>? Find(EntryList entries, byte[] source, EventMap? metadata)
    {
        List<object?>? paths = null;
        var path = new List<object?>();
        for (int i = 0; i < entries.Count && entries.HoldsValues; i++)
        {
            // What came as JSON holds none.
            if (entries[i] is { Kind: FieldKind.Value, IsRemoved: false } && entries.ValueOf(i) is Timestamp or List<object?> or EventMap)
            {
                path.Add(Encoding.UTF8.GetString(entries.NameOf(i, source)));
                Walk(entries.ValueOf(i), path, ref paths);
                path.Clear();
            }
        }

        if (metadata is not null)
        {
            path.Add(Metadata);
            Walk(metadata, path, ref paths);
        }

        return paths;
    }

    /// <summary>Makes timestamps of the texts at these paths.</summary>
    public static void Restore(Event target, List<object?> paths)
    {
        foreach (object? each in paths)
        {
            if (each is not List<object?> { Count: > 0 } path || path[0] is not string { Length: > 0 } name)
            {
                continue;
            }

            if (name == Metadata)
            {
                Replace(target.Metadata, path);
                continue;
            }

            var field = FieldReference.TopLevel(name);
            object? value = target.Get(field);
            if (path.Count == 1 && value is string text && Timestamp.TryParse(text, out Timestamp instant))
            {
                target.Set(field, instant);
            }
            else if (path.Count > 1 && value is not null)
            {
                Replace(value, path);
                target.Set(field, value);
            }
        }
    }

    private static void Walk(object? value, List<object?> path, ref List<object?>? paths)
    {
        switch (value)
        {
            case Timestamp:
                (paths ??= []).Add(new List<object?>(path));
                break;
            case EventMap map:
                foreach ((string name, object? item) in map)
                {
                    Step(name, item, path, ref paths);
                }

                break;
            case List<object?> list:
                for (int i = 0; i < list.Count; i++)
                {
                    Step((long)i, list[i], path, ref paths);
                }

                break;
        }
    }

    private static void Step(object step, object? value, List<object?> path, ref List<object?>? paths)
    {
        if (value is Timestamp or EventMap or List<object?>)
        {
            path.Add(step);
            Walk(value, path, ref paths);
            path.RemoveAt(path.Count - 1);
        }
    }

    private static void Replace(object? container, List<object?> path)
    {
        for (int i = 1; i < path.Count - 1; i++)
        {
            container = (container, path[i]) switch
            {
                (EventMap map, string name) => map.GetValueOrDefault(name),
                (List<object?> list, long index) when index >= 0 && index < list.Count => list[(int)index],
                _ => null,
            };
        }

        switch (container, path[^1])
        {
            case (EventMap map, string name) when map.TryGetValue(name, out object? text) && text is string written && Timestamp.TryParse(written, out Timestamp instant):
                map[name] = instant;
                break;
            case (List<object?> list, long index) when index >= 0 && index < list.Count && list[(int)index] is string written && Timestamp.TryParse(written, out Timestamp instant):
                list[(int)index] = instant;
                break;
        }
    }
}

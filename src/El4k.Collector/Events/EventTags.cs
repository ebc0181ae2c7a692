namespace El4k.Collector.Events;

/// <summary>The rules of the field <c>tags</c>: a string or a list of strings.</summary>
internal static class EventTags
{
    /// <summary>Refuses what is no tags.</summary>
    public static void Check(object? value)
    {
        if (value is not (null or string) && !(value is List<object?> list && list.TrueForAll(item => item is string)))
        {
            throw new InvalidFieldException("Cannot set tags: it takes a string or a list of strings.");
        }
    }

    public static void Add(Event target, string tag, bool allowTwice)
    {
        ArgumentNullException.ThrowIfNull(tag);
        List<object?> tags = Read(target);
        if (allowTwice || !tags.Contains(tag))
        {
            tags.Add(tag);
            target.Set(FieldReference.Tags, tags);
        }
    }

    public static void Remove(Event target, string tag)
    {
        List<object?> tags = Read(target);
        if (tags.RemoveAll(item => item is string text && text == tag) > 0)
        {
            target.Set(FieldReference.Tags, tags);
        }
    }

    public static bool Contains(Event source, string tag) => source.Get(FieldReference.Tags) switch
    {
        string text => text == tag,
        List<object?> list => list.Contains(tag),
        _ => false,
    };

    private static List<object?> Read(Event source) => source.Get(FieldReference.Tags) switch
    {
        string text => [text],
        List<object?> list => [.. list],
        _ => [],
    };
}

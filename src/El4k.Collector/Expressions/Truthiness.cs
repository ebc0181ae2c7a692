using El4k.Collector.Events;

namespace El4k.Collector.Expressions;

/// <summary>When a value by itself counts as true in a condition.</summary>
internal static class Truthiness
{
    /// <summary>False for null, false, the text "false" and empty text; zero and empty lists and maps are true.</summary>
    public static bool Of(object? value) => value switch
    {
        null => false,
        bool flag => flag,
        string text => text.Length > 0 && text != "false",
        _ => true,
    };

    /// <summary>The truth of a field, without decoding a text that lies in bytes.</summary>
    public static bool Of(Event source, FieldReference field) => source.TryGetUtf8(field, out ReadOnlySpan<byte> utf8)
        ? utf8.Length > 0 && !utf8.SequenceEqual("false"u8)
        : Of(source.Get(field));
}

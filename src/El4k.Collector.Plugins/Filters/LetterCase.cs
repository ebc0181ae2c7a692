namespace El4k.Collector.Plugins.Filters;

/// <summary>Capital and small letters as options of filters name them; no language has rules of its own here.</summary>
internal static class LetterCase
{
    /// <summary>The first letter as a capital, the rest small.</summary>
    public static string Capitalize(string text) =>
        text.Length == 0 ? text : string.Concat(text[..1].ToUpperInvariant(), text[1..].ToLowerInvariant());
}

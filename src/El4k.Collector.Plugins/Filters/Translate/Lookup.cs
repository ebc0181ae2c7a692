namespace El4k.Collector.Plugins.Filters.Translate;

/// <summary>Makes the lookup that the options ask for.</summary>
internal static class Lookup
{
    /// <exception cref="FormatException">A key is no expression; the message is a clause.</exception>
    public static ILookup Of(IEnumerable<KeyValuePair<string, object?>> entries, TranslateOptions options) => options switch
    {
        { Exact: false } => new ReplacingLookup(entries),
        { Regex: true } => new PatternLookup(entries),
        _ => new ExactLookup(entries),
    };
}

namespace El4k.Collector.Plugins;

/// <summary>Delimiters as configurations write them.</summary>
internal static class DelimiterText
{
    /// <summary>The delimiter that is meant: without <c>config.support_escapes</c> an escape stays two characters, which nobody has between lines.</summary>
    public static string Read(string written) => written
        .Replace("\\n", "\n", StringComparison.Ordinal)
        .Replace("\\r", "\r", StringComparison.Ordinal)
        .Replace("\\t", "\t", StringComparison.Ordinal)
        .Replace("\\0", "\0", StringComparison.Ordinal);
}

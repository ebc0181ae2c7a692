using El4k.Collector.Expressions;

namespace El4k.Collector.Plugins.Codecs.Plain;

/// <summary>The options of the codec <c>plain</c>.</summary>
internal sealed record PlainOptions
{
    /// <summary>The character encoding of the text.</summary>
    [Option("charset")]
    public string Charset { get; init; } = "UTF-8";

    /// <summary>How an event is written; without it <c>timestamp host message</c>.</summary>
    /// <example>format => "%{message}"</example>
    [Option("format")]
    public StringFormat? Format { get; init; }
}

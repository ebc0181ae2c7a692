using El4k.Collector.Expressions;

namespace El4k.Collector.Plugins.Codecs.Line;

/// <summary>The options of the codec <c>line</c>.</summary>
internal sealed record LineOptions
{
    /// <summary>The character encoding of the text.</summary>
    [Option("charset")]
    public string Charset { get; init; } = "UTF-8";

    /// <summary>What ends a line.</summary>
    [Option("delimiter")]
    public string Delimiter { get; init; } = "\n";

    /// <summary>How an event is written; without it <c>timestamp host message</c>.</summary>
    /// <example>format => "%{service}: %{message}"</example>
    [Option("format")]
    public StringFormat? Format { get; init; }

    /// <summary>The longest line that is read; of a longer one the beginning is kept as a tagged event.</summary>
    [Option("decode_size_limit_bytes")]
    public ByteSize DecodeSizeLimit { get; init; } = new(LineLimit.DefaultBytes);
}

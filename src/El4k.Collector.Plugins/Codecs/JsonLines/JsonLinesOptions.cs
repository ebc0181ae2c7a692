using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Codecs.JsonLines;

/// <summary>The options of the codec <c>json_lines</c>.</summary>
internal sealed record JsonLinesOptions
{
    /// <summary>The character encoding of the text.</summary>
    [Option("charset")]
    public string Charset { get; init; } = "UTF-8";

    /// <summary>What stands between two documents.</summary>
    [Option("delimiter")]
    public string Delimiter { get; init; } = "\n";

    /// <summary>The longest document that is decoded, and the longest line of what is none; of a longer one the beginning is kept as a failed event.</summary>
    /// <example>decode_size_limit_bytes => "64 MiB"</example>
    [Option("decode_size_limit_bytes")]
    public ByteSize DecodeSizeLimit { get; init; } = new(LineLimit.DefaultBytes);

    /// <summary>The field that takes what was decoded; without it the members become fields of the event itself.</summary>
    [Option("target", IsAdvisedWithEcs = true)]
    public FieldReference? Target { get; init; }
}

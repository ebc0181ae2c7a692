using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Codecs.Json;

/// <summary>The options of the codec <c>json</c>.</summary>
internal sealed record JsonOptions
{
    /// <summary>The character encoding of the text.</summary>
    [Option("charset")]
    public string Charset { get; init; } = "UTF-8";

    /// <summary>The field that takes what was decoded; without it the members become fields of the event itself.</summary>
    /// <example>target => "[document]"</example>
    [Option("target", IsAdvisedWithEcs = true)]
    public FieldReference? Target { get; init; }
}

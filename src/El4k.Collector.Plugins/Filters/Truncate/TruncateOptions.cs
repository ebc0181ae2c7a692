using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Truncate;

/// <summary>The options of <c>truncate</c>.</summary>
internal sealed record TruncateOptions
{
    /// <summary>The fields whose texts are cut, with all that is below them; none is all fields.</summary>
    /// <example>fields => [ "message", "[http][request]" ]</example>
    [Option("fields")]
    public IReadOnlyList<FieldReference> Fields { get; init; } = [];

    /// <summary>How many bytes of UTF-8 a text may have.</summary>
    /// <example>length_bytes => 1000</example>
    [Option("length_bytes", IsRequired = true)]
    public long LengthBytes { get; init; }
}

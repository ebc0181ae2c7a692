using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Uuid;

/// <summary>The options of <c>uuid</c>.</summary>
internal sealed record UuidOptions
{
    /// <summary>The field that gets the identifier.</summary>
    /// <example>target => "[@metadata][id]"</example>
    [Option("target", IsRequired = true)]
    public FieldReference Target { get; init; } = FieldReference.Message;

    /// <summary>Whether a value that is there is replaced.</summary>
    /// <example>overwrite => true</example>
    [Option("overwrite")]
    public bool Overwrite { get; init; }
}

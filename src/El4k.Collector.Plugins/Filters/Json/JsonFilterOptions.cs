using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Json;

/// <summary>The options of the filter <c>json</c>.</summary>
internal sealed record JsonFilterOptions
{
    /// <summary>The field with the JSON text.</summary>
    /// <example>source => "message"</example>
    [Option("source", IsRequired = true)]
    public FieldReference Source { get; init; } = FieldReference.Message;

    /// <summary>The field that gets the decoded value; none merges the members of an object into the event.</summary>
    /// <example>target => "[app]"</example>
    [Option("target", IsAdvisedWithEcs = true)]
    public FieldReference? Target { get; init; }

    /// <summary>Whether text that is no JSON is left alone without a tag.</summary>
    /// <example>skip_on_invalid_json => true</example>
    [Option("skip_on_invalid_json")]
    public bool SkipOnInvalidJson { get; init; }

    /// <summary>The tags of an event whose text is no JSON, or is no object although there is no target.</summary>
    /// <example>tag_on_failure => [ "_jsonparsefailure" ]</example>
    [Option("tag_on_failure")]
    public IReadOnlyList<string> TagOnFailure { get; init; } = ["_jsonparsefailure"];
}

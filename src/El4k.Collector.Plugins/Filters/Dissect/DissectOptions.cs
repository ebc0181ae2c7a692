using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Dissect;

/// <summary>The options of <c>dissect</c>.</summary>
internal sealed record DissectOptions
{
    /// <summary>Fields and how their texts are taken apart: fields in <c>%{}</c>, and the text between them as it stands.</summary>
    /// <example>mapping => { "message" => "%{ts} %{+ts} %{level->} %{msg}" }</example>
    [Option("mapping")]
    public OptionMap<FieldReference, string> Mapping { get; init; } = new();

    /// <summary>Fields that become numbers, whether the mapping set them or not.</summary>
    /// <example>convert_datatype => { "code" => "int" "took" => "float" }</example>
    [Option("convert_datatype")]
    public OptionMap<FieldReference, DissectDatatype> ConvertDatatype { get; init; } = new();

    /// <summary>The tags of an event whose text does not fit, is empty or null.</summary>
    /// <example>tag_on_failure => [ "_dissectfailure" ]</example>
    [Option("tag_on_failure")]
    public IReadOnlyList<string> TagOnFailure { get; init; } = ["_dissectfailure"];
}

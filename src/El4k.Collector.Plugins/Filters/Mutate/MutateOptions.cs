using El4k.Collector.Events;
using El4k.Collector.Expressions;

namespace El4k.Collector.Plugins.Filters.Mutate;

/// <summary>The options of <c>mutate</c>, in the order in which their operations run.</summary>
internal sealed record MutateOptions
{
    /// <summary>Gives a field that exists and is null a value. May contain <c>%{field}</c>.</summary>
    /// <example>coerce => { "user" => "unknown" }</example>
    [Option("coerce")]
    public OptionMap<FieldReference, StringFormat> Coerce { get; init; } = new();

    /// <summary>Moves a field to a new name, over what is there; both names may be nested and may contain <c>%{field}</c>.</summary>
    /// <remarks>A name that is given several times with different new ones, which is a list for Logstash's language, goes to the first of them.</remarks>
    /// <example>rename => { "HOSTORIP" => "[client][ip]" }</example>
    [Option("rename")]
    public OptionMap<StringFormat, IReadOnlyList<StringFormat>> Rename { get; init; } = new();

    /// <summary>Gives a field a new value, only if it exists. May contain <c>%{field}</c>.</summary>
    /// <example>update => { "message" => "from %{host}: %{message}" }</example>
    [Option("update")]
    public OptionMap<FieldReference, StringFormat> Update { get; init; } = new();

    /// <summary>Gives a field a new value, whether it exists or not. May contain <c>%{field}</c>.</summary>
    /// <example>replace => { "message" => "%{service}: %{message}" }</example>
    [Option("replace")]
    public OptionMap<FieldReference, StringFormat> Replace { get; init; } = new();

    /// <summary>Turns a value, or each value of a list, into another type.</summary>
    /// <example>convert => { "bytes" => "integer" "took" => "float" }</example>
    [Option("convert")]
    public OptionMap<FieldReference, ConvertType> Convert { get; init; } = new();

    /// <summary>Triples of field, regular expression and replacement: replaces every match in a text or in each text of a list.</summary>
    /// <example>gsub => [ "path", "/", "_", "card", "\d{12}(\d{4})", "****\1" ]</example>
    [Option("gsub")]
    public IReadOnlyList<string> Gsub { get; init; } = [];

    /// <summary>Writes a text in capitals.</summary>
    /// <example>uppercase => [ "country" ]</example>
    [Option("uppercase")]
    public IReadOnlyList<FieldReference> Uppercase { get; init; } = [];

    /// <summary>Writes the first letter of a text as a capital and the rest small.</summary>
    /// <example>capitalize => [ "name" ]</example>
    [Option("capitalize")]
    public IReadOnlyList<FieldReference> Capitalize { get; init; } = [];

    /// <summary>Writes a text in small letters.</summary>
    /// <example>lowercase => [ "service" ]</example>
    [Option("lowercase")]
    public IReadOnlyList<FieldReference> Lowercase { get; init; } = [];

    /// <summary>Cuts blanks off both ends of a text.</summary>
    /// <example>strip => [ "name" ]</example>
    [Option("strip")]
    public IReadOnlyList<FieldReference> Strip { get; init; } = [];

    /// <summary>Cuts a text into a list at each separator; empty pieces at the end are dropped.</summary>
    /// <example>split => { "roles" => "," }</example>
    [Option("split")]
    public OptionMap<FieldReference, string> Split { get; init; } = new();

    /// <summary>Joins a list to one text, with a separator.</summary>
    /// <example>join => { "roles" => ";" }</example>
    [Option("join")]
    public OptionMap<FieldReference, string> Join { get; init; } = new();

    /// <summary>Adds the values of the fields on the right to the list on the left, or the entries of a map to a map.</summary>
    /// <example>merge => { "all_tags" => "new_tags" }</example>
    [Option("merge")]
    public OptionMap<FieldReference, IReadOnlyList<FieldReference>> Merge { get; init; } = new();

    /// <summary>Copies a field to another one, or to several, over what is there.</summary>
    /// <example>copy => { "message" => "[event][original]" }</example>
    [Option("copy")]
    public OptionMap<FieldReference, IReadOnlyList<FieldReference>> Copy { get; init; } = new();

    /// <summary>The tag of an event for which an operation failed.</summary>
    /// <example>tag_on_failure => "_mutate_error"</example>
    [Option("tag_on_failure")]
    public string TagOnFailure { get; init; } = "_mutate_error";
}

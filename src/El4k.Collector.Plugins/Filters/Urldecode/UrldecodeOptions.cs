using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Urldecode;

/// <summary>The options of <c>urldecode</c>.</summary>
internal sealed record UrldecodeOptions
{
    /// <summary>The field whose texts are decoded, with all that is below it.</summary>
    /// <example>field => "[url][query]"</example>
    [Option("field")]
    public FieldReference Field { get; init; } = FieldReference.Message;

    /// <summary>Whether every field is decoded, whatever <c>field</c> says.</summary>
    /// <example>all_fields => true</example>
    [Option("all_fields")]
    public bool AllFields { get; init; }

    /// <summary>The character encoding of the decoded bytes.</summary>
    /// <example>charset => "ISO-8859-1"</example>
    [Option(CharsetOption.Name)]
    public string CharsetName { get; init; } = "UTF-8";

    /// <summary>The tags of an event with bytes that are no text in the charset.</summary>
    /// <example>tag_on_failure => [ "_urldecodefailure" ]</example>
    [Option("tag_on_failure")]
    public IReadOnlyList<string> TagOnFailure { get; init; } = ["_urldecodefailure"];
}

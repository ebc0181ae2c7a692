using El4k.Collector.Events;
using El4k.Collector.Expressions;

namespace El4k.Collector.Plugins.Filters.Kv;

/// <summary>The options of <c>kv</c>.</summary>
/// <remarks>Sets of characters are read as what stands between <c>[</c> and <c>]</c> in a regular expression: <c>\s</c> is any blank, <c>a-f</c> a range.</remarks>
internal sealed record KvOptions
{
    /// <summary>The field with the text, or a list of texts.</summary>
    /// <example>source => "[url][query]"</example>
    [Option("source")]
    public FieldReference Source { get; init; } = FieldReference.Message;

    /// <summary>The field that gets all pairs, over what is there; none sets a field for each pair.</summary>
    /// <example>target => "params"</example>
    [Option("target", IsAdvisedWithEcs = true)]
    public FieldReference? Target { get; init; }

    /// <summary>The characters that each end a pair.</summary>
    /// <example>field_split => "&amp;?"</example>
    [Option("field_split")]
    public string FieldSplit { get; init; } = " ";

    /// <summary>An expression for what ends a pair, instead of <see cref="FieldSplit"/>.</summary>
    /// <example>field_split_pattern => ":+"</example>
    [Option("field_split_pattern")]
    public string? FieldSplitPattern { get; init; }

    /// <summary>The characters that each stand between key and value.</summary>
    /// <example>value_split => ":"</example>
    [Option("value_split")]
    public string ValueSplit { get; init; } = "=";

    /// <summary>An expression for what stands between key and value, instead of <see cref="ValueSplit"/>.</summary>
    /// <example>value_split_pattern => ":+"</example>
    [Option("value_split_pattern")]
    public string? ValueSplitPattern { get; init; }

    /// <summary>What blanks around the sign between key and value are.</summary>
    /// <example>whitespace => strict</example>
    [Option("whitespace")]
    public KvWhitespace Whitespace { get; init; } = KvWhitespace.Lenient;

    /// <summary>Characters that are cut off both ends of keys.</summary>
    /// <example>trim_key => "&lt;>,"</example>
    [Option("trim_key")]
    public string? TrimKey { get; init; }

    /// <summary>Characters that are cut off both ends of values.</summary>
    /// <example>trim_value => "&lt;>,"</example>
    [Option("trim_value")]
    public string? TrimValue { get; init; }

    /// <summary>Characters that are taken out of keys.</summary>
    /// <example>remove_char_key => "&lt;>,"</example>
    [Option("remove_char_key")]
    public string? RemoveCharKey { get; init; }

    /// <summary>Characters that are taken out of values.</summary>
    /// <example>remove_char_value => "&lt;>,"</example>
    [Option("remove_char_value")]
    public string? RemoveCharValue { get; init; }

    /// <summary>What is done to the letters of keys.</summary>
    /// <example>transform_key => "lowercase"</example>
    [Option("transform_key")]
    public KvTransform? TransformKey { get; init; }

    /// <summary>What is done to the letters of values.</summary>
    /// <example>transform_value => "capitalize"</example>
    [Option("transform_value")]
    public KvTransform? TransformValue { get; init; }

    /// <summary>The only keys that are taken, as they are before the prefix; none given takes all. May contain <c>%{field}</c>.</summary>
    /// <example>include_keys => [ "from", "to" ]</example>
    [Option("include_keys")]
    public IReadOnlyList<StringFormat> IncludeKeys { get; init; } = [];

    /// <summary>Keys that are not taken, as they are before the prefix. May contain <c>%{field}</c>.</summary>
    /// <example>exclude_keys => [ "password" ]</example>
    [Option("exclude_keys")]
    public IReadOnlyList<StringFormat> ExcludeKeys { get; init; } = [];

    /// <summary>What is put in front of keys. May contain <c>%{field}</c>.</summary>
    /// <example>prefix => "arg_"</example>
    [Option("prefix")]
    public StringFormat Prefix { get; init; } = StringFormat.Parse("");

    /// <summary>Values for keys that the text lacks, as they are after the prefix.</summary>
    /// <example>default_keys => { "from" => "nobody" }</example>
    [Option("default_keys")]
    public OptionMap<string, object?> DefaultKeys { get; init; } = new();

    /// <summary>Whether a key with the same value as before is taken again, which makes a list.</summary>
    /// <example>allow_duplicate_values => false</example>
    [Option("allow_duplicate_values")]
    public bool AllowDuplicateValues { get; init; } = true;

    /// <summary>Whether a key without a value is taken, with an empty text.</summary>
    /// <example>allow_empty_values => true</example>
    [Option("allow_empty_values")]
    public bool AllowEmptyValues { get; init; }

    /// <summary>Whether brackets quote a value: round, square and pointed ones.</summary>
    /// <example>include_brackets => false</example>
    [Option("include_brackets")]
    public bool IncludeBrackets { get; init; } = true;

    /// <summary>Whether a value that has pairs itself becomes a map of them.</summary>
    /// <example>recursive => true</example>
    [Option("recursive")]
    public bool Recursive { get; init; }

    /// <summary>Milliseconds after which an event is given up; 0 sets no limit.</summary>
    /// <remarks>Logstash allows 30,000, in which one bad pattern holds a worker. Only patterns can take that long; a line takes microseconds.</remarks>
    /// <example>timeout_millis => 250</example>
    [Option("timeout_millis")]
    public int TimeoutMillis { get; init; } = 1000;

    /// <summary>The tag of an event that was given up.</summary>
    /// <example>tag_on_timeout => "_kv_filter_timeout"</example>
    [Option("tag_on_timeout")]
    public string TagOnTimeout { get; init; } = "_kv_filter_timeout";

    /// <summary>The tags of an event in which a pair cannot be set.</summary>
    /// <example>tag_on_failure => [ "_kv_filter_error" ]</example>
    [Option("tag_on_failure")]
    public IReadOnlyList<string> TagOnFailure { get; init; } = ["_kv_filter_error"];
}

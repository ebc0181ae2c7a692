using El4k.Collector.Events;
using El4k.Collector.Expressions;

namespace El4k.Collector.Plugins.Filters.Translate;

/// <summary>The options of <c>translate</c>.</summary>
internal sealed record TranslateOptions
{
    /// <summary>The field whose value is looked up.</summary>
    /// <example>source => "[http][response][status_code]"</example>
    [Option("source", IsRequired = true, FormerNames = ["field"])]
    public FieldReference Source { get; init; } = FieldReference.Message;

    /// <summary>The field that gets what was found; <c>translation</c> when not given, with the Elastic Common Schema the source.</summary>
    /// <example>target => "[http][response][status]"</example>
    [Option("target", FormerNames = ["destination"])]
    public FieldReference? Target { get; init; }

    /// <summary>What is looked for and what it becomes.</summary>
    /// <example>dictionary => { "200" => "OK" "404" => "Not Found" }</example>
    [Option("dictionary")]
    public OptionMap<string, object?> Dictionary { get; init; } = new();

    /// <summary>A file with the dictionary: <c>.yml</c>, <c>.yaml</c>, <c>.json</c> or <c>.csv</c>.</summary>
    /// <example>dictionary_path => "/etc/el4k/status.yml"</example>
    [Option("dictionary_path")]
    public string? DictionaryPath { get; init; }

    /// <summary>After how many seconds the file is looked at again; 0 for never.</summary>
    /// <example>refresh_interval => 60</example>
    [Option("refresh_interval")]
    public int RefreshInterval { get; init; } = 300;

    /// <summary>What becomes of the entries that the file no longer has.</summary>
    /// <example>refresh_behaviour => "replace"</example>
    [Option("refresh_behaviour")]
    public RefreshBehaviour RefreshBehaviour { get; init; } = RefreshBehaviour.Merge;

    /// <summary>Whether the whole value must be in the dictionary; false replaces what is in it inside of a text.</summary>
    /// <example>exact => false</example>
    [Option("exact")]
    public bool Exact { get; init; } = true;

    /// <summary>Whether the keys are expressions, with <c>exact</c>; the first that matches counts.</summary>
    /// <example>regex => true</example>
    [Option("regex")]
    public bool Regex { get; init; }

    /// <summary>What the target gets when nothing was found; none leaves it alone. May contain <c>%{field}</c>.</summary>
    /// <example>fallback => "unknown: %{status}"</example>
    [Option("fallback")]
    public StringFormat? Fallback { get; init; }

    /// <summary>Whether a target that is there is replaced; true by itself when it is the source.</summary>
    /// <example>override => true</example>
    [Option("override")]
    public bool? Override { get; init; }

    /// <summary>A field with a list: the same as the source translates its elements, another one the source in each of its maps.</summary>
    /// <example>iterate_on => "[responses]"</example>
    [Option("iterate_on")]
    public FieldReference? IterateOn { get; init; }

    /// <summary>How many characters a YAML file may have; none is 134,217,728.</summary>
    /// <example>yaml_dictionary_code_point_limit => 10000000</example>
    [Option("yaml_dictionary_code_point_limit")]
    public long? YamlDictionaryCodePointLimit { get; init; }

    /// <summary>Accepted; both ways of Logstash give the same here.</summary>
    /// <example>yaml_load_strategy => "streaming"</example>
    [Option("yaml_load_strategy")]
    public YamlLoadStrategy YamlLoadStrategy { get; init; } = YamlLoadStrategy.OneShot;
}

using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Grok;

/// <summary>The options of <c>grok</c>.</summary>
internal sealed record GrokOptions
{
    /// <summary>Fields and the patterns to try on each, in order.</summary>
    /// <example>match => { "message" => [ "%{COMBINEDAPACHELOG}", "%{SYSLOGLINE}" ] }</example>
    [Option("match", IsRequired = true)]
    public OptionMap<FieldReference, IReadOnlyList<string>> Match { get; init; } = new();

    /// <summary>Whether the first pattern that matches ends the search, over all fields; false tries every pattern.</summary>
    /// <example>break_on_match => false</example>
    [Option("break_on_match")]
    public bool BreakOnMatch { get; init; } = true;

    /// <summary>Whether only references with a field capture; false makes <c>%{WORD}</c> capture into the field <c>WORD</c>.</summary>
    /// <example>named_captures_only => false</example>
    [Option("named_captures_only")]
    public bool NamedCapturesOnly { get; init; } = true;

    /// <summary>Whether captures of no text become fields: empty texts, or null for groups that took no part.</summary>
    /// <example>keep_empty_captures => true</example>
    [Option("keep_empty_captures")]
    public bool KeepEmptyCaptures { get; init; }

    /// <summary>Fields that a capture replaces; in any other field that exists the capture is added to the value that is there.</summary>
    /// <example>overwrite => [ "message" ]</example>
    [Option("overwrite")]
    public IReadOnlyList<FieldReference> Overwrite { get; init; } = [];

    /// <summary>The field below which all captures are put; none puts them at the top.</summary>
    /// <example>target => "[apache]"</example>
    [Option("target")]
    public FieldReference? Target { get; init; }

    /// <summary>Patterns for this filter only, by name; they replace built-in ones of the same name.</summary>
    /// <example>pattern_definitions => { "QUEUE_ID" => "[0-9A-F]{10,11}" }</example>
    [Option("pattern_definitions")]
    public OptionMap<string, string> PatternDefinitions { get; init; } = new();

    /// <summary>Folders (or single files) with pattern files: <c>NAME expression</c>, one a line.</summary>
    /// <example>patterns_dir => [ "/etc/el4k/patterns" ]</example>
    [Option("patterns_dir")]
    public IReadOnlyList<string> PatternsDir { get; init; } = [];

    /// <summary>Which files of the folders of <c>patterns_dir</c> are read.</summary>
    /// <example>patterns_files_glob => "*.pattern"</example>
    [Option("patterns_files_glob")]
    public string PatternsFilesGlob { get; init; } = "*";

    /// <summary>Milliseconds after which a match is given up; 0 sets no limit.</summary>
    /// <remarks>
    /// Logstash allows 30,000: one bad pattern then holds a worker, and with it a batch of 125 events, for an hour. A match takes microseconds, so
    /// a second is ample even on a machine without a spare processor.
    /// </remarks>
    /// <example>timeout_millis => 250</example>
    [Option("timeout_millis")]
    public int TimeoutMillis { get; init; } = 1000;

    /// <summary>Whether the limit holds for each pattern, or for all patterns on one event together.</summary>
    /// <example>timeout_scope => "event"</example>
    [Option("timeout_scope")]
    public GrokTimeoutScope TimeoutScope { get; init; } = GrokTimeoutScope.Pattern;

    /// <summary>The tags of an event that no pattern matched.</summary>
    /// <example>tag_on_failure => [ "_grokparsefailure", "apache" ]</example>
    [Option("tag_on_failure")]
    public IReadOnlyList<string> TagOnFailure { get; init; } = ["_grokparsefailure"];

    /// <summary>The tag of an event on which a pattern took too long; no further pattern is tried then.</summary>
    /// <example>tag_on_timeout => "_groktimeout"</example>
    [Option("tag_on_timeout")]
    public string TagOnTimeout { get; init; } = "_groktimeout";
}

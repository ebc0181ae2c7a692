namespace El4k.Collector.Plugins.Codecs.Multiline;

/// <summary>The options of the codec <c>multiline</c>.</summary>
[IgnoredOptions("streaming_input")]
internal sealed record MultilineOptions
{
    /// <summary>The expression that tells lines which belong to another one; may contain grok patterns.</summary>
    /// <example>pattern => "^%{TIMESTAMP_ISO8601} "</example>
    [Option("pattern", IsRequired = true)]
    public string Pattern { get; init; } = "";

    /// <summary>Which event a line that matches belongs to.</summary>
    [Option("what", IsRequired = true)]
    public MultilineWhat What { get; init; }

    /// <summary>Whether the lines that do not match are the ones that belong to another.</summary>
    [Option("negate")]
    public bool Negate { get; init; }

    /// <summary>Folders, or files, with grok patterns of one's own.</summary>
    [Option("patterns_dir")]
    public IReadOnlyList<string> PatternsDir { get; init; } = [];

    /// <summary>The character encoding of the text.</summary>
    [Option("charset")]
    public string Charset { get; init; } = "UTF-8";

    /// <summary>The tag of events of more than one line; empty for none.</summary>
    [Option("multiline_tag")]
    public string MultilineTag { get; init; } = "multiline";

    /// <summary>The most lines of an event; it is then complete, and tagged.</summary>
    [Option("max_lines")]
    public int MaxLines { get; init; } = 500;

    /// <summary>The most bytes of an event; it is then complete, and tagged.</summary>
    [Option("max_bytes")]
    public ByteSize MaxBytes { get; init; } = new(10 * 1024 * 1024);

    /// <summary>The seconds without a further line after which an event is complete; without it, it waits for the line that begins the next one.</summary>
    [Option("auto_flush_interval")]
    public double? AutoFlushInterval { get; init; }

    /// <summary>What ends a line.</summary>
    [Option("delimiter")]
    public string Delimiter { get; init; } = "\n";
}

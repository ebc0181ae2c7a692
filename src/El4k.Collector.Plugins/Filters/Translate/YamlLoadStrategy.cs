namespace El4k.Collector.Plugins.Filters.Translate;

/// <summary>How Logstash reads a YAML dictionary; here it is always read as a stream.</summary>
internal enum YamlLoadStrategy
{
    /// <summary>As a whole.</summary>
    [OptionValue("one_shot")]
    OneShot,

    /// <summary>Entry by entry.</summary>
    Streaming,
}

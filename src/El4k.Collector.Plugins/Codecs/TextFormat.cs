using El4k.Collector.Expressions;

namespace El4k.Collector.Plugins.Codecs;

/// <summary>How the codecs for text write an event when no format is given.</summary>
internal static class TextFormat
{
    /// <summary>Timestamp, host and message, as in Logstash; a field that is missing shows its placeholder.</summary>
    public static StringFormat Default { get; } = StringFormat.Parse("%{@timestamp} %{host} %{message}");
}

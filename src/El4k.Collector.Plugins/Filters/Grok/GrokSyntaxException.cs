namespace El4k.Collector.Plugins.Filters.Grok;

/// <summary>A grok pattern cannot be used as written. The message is a clause without a full stop; it becomes part of a configuration error.</summary>
internal sealed class GrokSyntaxException(string message) : Exception(message);

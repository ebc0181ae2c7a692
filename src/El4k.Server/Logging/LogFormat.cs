namespace El4k.Server.Logging;

/// <summary>What a line of the log looks like: Logstash's <c>log.format</c>.</summary>
internal enum LogFormat
{
    /// <summary>For people.</summary>
    Plain,

    /// <summary>One JSON object a line, with Logstash's names.</summary>
    Json,
}

namespace El4k.Collector.Plugins.Outputs.Http;

/// <summary>What the body of a request holds.</summary>
internal enum BodyFormat
{
    /// <summary>One event as a JSON object.</summary>
    Json,

    /// <summary>All events at hand as a JSON array.</summary>
    JsonBatch,

    /// <summary>One event as the fields of a form.</summary>
    Form,

    /// <summary>One event as the text of the option <c>message</c>.</summary>
    Message,
}

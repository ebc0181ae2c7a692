namespace El4k.Collector.Events;

/// <summary>How the text of a field lies in its event.</summary>
public enum TextForm
{
    /// <summary>As UTF-8.</summary>
    Plain,

    /// <summary>As UTF-8 inside of a JSON string with escapes, without its quotes.</summary>
    Escaped,

    /// <summary>As a JSON object or array that has not been decoded.</summary>
    Json,

    /// <summary>As a JSON number that has not been decoded.</summary>
    Number,

    /// <summary>As a decoded string, number, list or map.</summary>
    Decoded,
}

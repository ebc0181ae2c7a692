namespace El4k.Collector.Plugins.Codecs.Multiline;

/// <summary>Which event a line that matches belongs to.</summary>
internal enum MultilineWhat
{
    /// <summary>The one before it, as the lines of a stack trace do.</summary>
    Previous,

    /// <summary>The one after it, as a line that ends with a backslash does.</summary>
    Next,
}

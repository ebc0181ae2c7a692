namespace El4k.Collector.Configuration;

/// <summary>A filter or output, or a branch around some.</summary>
/// <typeparam name="TPlugin">The kind of plugin.</typeparam>
internal abstract record Step<TPlugin>
    where TPlugin : class;

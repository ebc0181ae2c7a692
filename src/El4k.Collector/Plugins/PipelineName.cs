namespace El4k.Collector.Plugins;

/// <summary>The pipeline that a plugin belongs to, as a host that runs several lends it to each.</summary>
/// <param name="Id">The pipeline's id.</param>
public sealed record PipelineName(string Id);

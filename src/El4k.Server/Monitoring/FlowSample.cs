namespace El4k.Server.Monitoring;

/// <summary>What a pipeline had counted at one moment.</summary>
/// <param name="At">A time stamp of the clock.</param>
internal readonly record struct FlowSample(long At, PipelineCounts Counts);

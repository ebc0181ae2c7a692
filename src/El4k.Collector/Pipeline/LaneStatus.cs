namespace El4k.Collector.Pipeline;

/// <summary>How far an output is behind.</summary>
/// <param name="OutputId">The output's plugin id.</param>
/// <param name="Events">Events that wait for it or are being written. On disk, those for other outputs that lie between count too.</param>
/// <param name="Bytes">About how many bytes these take.</param>
/// <param name="StuckSince">Since when the output has delivered nothing although events wait: the beginning of the write that is under way, or of the tries to read the disk; null when neither is.</param>
public sealed record LaneStatus(string OutputId, long Events, long Bytes, DateTimeOffset? StuckSince = null);

namespace El4k.Collector.Pipeline;

/// <summary>How far an output is behind.</summary>
/// <param name="OutputId">The output's plugin id.</param>
/// <param name="Events">Events that wait for it or are being written. On disk, those for other outputs that lie between count too.</param>
/// <param name="Bytes">About how many bytes these take.</param>
/// <param name="WritingSince">When the write that is under way began, since when the output has delivered nothing although events wait; null when none is.</param>
public sealed record LaneStatus(string OutputId, long Events, long Bytes, DateTimeOffset? WritingSince = null);

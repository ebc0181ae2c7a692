namespace El4k.Collector.Queue;

/// <summary>The dead letters of one output.</summary>
/// <param name="Written">How many were written.</param>
/// <param name="LastReason">Why the latest was refused, as the target said it.</param>
public readonly record struct DeadLetterTally(long Written, string LastReason);

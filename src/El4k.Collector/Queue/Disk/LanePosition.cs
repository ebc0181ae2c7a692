namespace El4k.Collector.Queue.Disk;

/// <summary>How far an output is: the cursor that is kept on disk.</summary>
/// <param name="Sequence">The first event that it has not taken.</param>
/// <param name="Page">The page that holds it; with <paramref name="Offset"/> only a hint that spares a search.</param>
/// <param name="Offset">The frame's place in that page.</param>
internal readonly record struct LanePosition(long Sequence, long Page, long Offset);

using El4k.Collector.Queue.Disk;

namespace El4k.Collector.Pipeline;

/// <summary>A group that is on disk and still in memory, so that a lane that keeps up need not read it back.</summary>
/// <param name="Group">The group, held for the lane.</param>
/// <param name="Page">The page that it was written to.</param>
/// <param name="After">Where the lane goes on behind it.</param>
/// <param name="Bytes">The length of its frame: about what it holds in memory.</param>
internal readonly record struct LiveGroup(EventGroup Group, Page Page, LanePosition After, int Bytes);

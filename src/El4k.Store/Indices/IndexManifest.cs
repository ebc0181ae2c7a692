using El4k.Store.Mapping;

namespace El4k.Store.Indices;

/// <summary>What makes an index: its identity, its mapping, and the files that hold its rows.</summary>
/// <param name="Name">The index's name.</param>
/// <param name="Uuid">Unique over time.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Settings">The settings as given at creation, a JSON object.</param>
/// <param name="Mapping">Every field of the segments' documents, and what was put explicitly.</param>
/// <param name="PersistedSequenceNumber">Operations up to this one are in the segments; later ones are in the log.</param>
/// <param name="NextSegmentNumber">No segment file has this number or a higher one, unless it is a leftover.</param>
/// <param name="Segments">Oldest first.</param>
internal sealed record IndexManifest(
    string Name,
    Guid Uuid,
    DateTimeOffset Created,
    string Settings,
    IndexMapping Mapping,
    long PersistedSequenceNumber,
    int NextSegmentNumber,
    IReadOnlyList<ManifestSegment> Segments);

using El4k.Store.Mapping;
using El4k.Store.Segments;

namespace El4k.Store.Indices;

/// <summary>An index after one of its operations: what a search that begins now sees.</summary>
/// <remarks>Immutable. States are numbered under the write lock and published in that order, each once its operations are durable.</remarks>
/// <param name="Number">Higher means later.</param>
/// <param name="Slots">Finished segments, oldest first.</param>
/// <param name="Current">The rows of the segment that grows.</param>
/// <param name="Mapping">The fields.</param>
internal sealed record IndexState(long Number, IReadOnlyList<SegmentSlot> Slots, MemorySegment Current, IndexMapping Mapping)
{
    /// <summary>Every segment with rows, oldest first.</summary>
    public IEnumerable<SegmentReader> Readers =>
        Slots.Select(slot => slot.Reader).Append(Current).Where(reader => reader.RowCount > 0);
}

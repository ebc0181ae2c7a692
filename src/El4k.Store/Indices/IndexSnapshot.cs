using El4k.Store.Mapping;
using El4k.Store.Segments;

namespace El4k.Store.Indices;

/// <summary>One index at one moment, for one search: its segments and its mapping.</summary>
/// <remarks>
/// Holds the segments' files open until disposed, also after the index is deleted; keeping one for long keeps disk space. The search that
/// acquired it disposes it, once all threads that read from it are done.
/// </remarks>
internal abstract class IndexSnapshot : IDisposable
{
    /// <summary>Name of the index.</summary>
    public abstract string Name { get; }

    /// <summary>The fields at that moment.</summary>
    public abstract IndexMapping Mapping { get; }

    /// <summary>Oldest first; the last is usually the in-memory builder. Segments without rows are left out.</summary>
    public abstract IReadOnlyList<SegmentReader> Segments { get; }

    /// <summary>Documents that are not deleted.</summary>
    public long LiveRowCount => Segments.Sum(segment => (long)segment.LiveRowCount);

    /// <inheritdoc/>
    public abstract void Dispose();
}

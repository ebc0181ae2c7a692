using El4k.Store.Mapping;
using El4k.Store.Segments;

namespace El4k.Store.Indices;

/// <summary>A snapshot of an <see cref="IndexState"/> whose segments it keeps open.</summary>
internal sealed class StateSnapshot : IndexSnapshot
{
    private readonly IndexState _state;
    private int _disposed;

    /// <summary>Takes over one acquisition of each of the state's segments.</summary>
    public StateSnapshot(string name, IndexState state)
    {
        Name = name;
        _state = state;
        Segments = [.. state.Readers];
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override IndexMapping Mapping => _state.Mapping;

    /// <inheritdoc/>
    public override IReadOnlyList<SegmentReader> Segments { get; }

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            foreach (var slot in _state.Slots)
            {
                slot.Source.Release();
            }
        }
    }
}

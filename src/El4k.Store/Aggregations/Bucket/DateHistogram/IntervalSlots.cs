using System.Runtime.InteropServices;
using El4k.Store.Search.Dates;

namespace El4k.Store.Aggregations.Bucket.DateHistogram;

/// <summary>Numbers the intervals in which times fall, in the order in which they are first seen.</summary>
/// <remarks>Neighbouring rows mostly fall in one interval, so the last one is kept at hand. Used by one thread.</remarks>
internal sealed class IntervalSlots(Rounding rounding)
{
    private readonly Dictionary<long, int> _slots = [];
    private readonly List<long> _starts = [];
    private long _from = 1;
    private long _to;
    private int _current;

    public int Count => _starts.Count;

    public long StartOf(int slot) => _starts[slot];

    /// <remarks>A number too large for a date counts to the last interval that there is.</remarks>
    public int SlotOf(long time)
    {
        time = EpochTime.Clamp(time);
        if (time < _from || time >= _to)
        {
            Move(time);
        }

        return _current;
    }

    private void Move(long time)
    {
        _from = rounding.Floor(time);
        _to = rounding.Next(time);
        ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(_slots, _from, out var exists);
        if (!exists)
        {
            slot = _starts.Count;
            _starts.Add(_from);
        }

        _current = slot;
    }
}

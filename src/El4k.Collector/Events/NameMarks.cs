using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace El4k.Collector.Events;

/// <summary>A byte for each of the first names of an event, so that a search compares one vector and then at most a name or two, and a filter that ends most searches at once.</summary>
internal struct NameMarks
{
    /// <summary>How many names have a mark.</summary>
    public const int Count = 32;

    private MarkBytes _marks;
    private SeenBits _seen;

    /// <summary>The mark of a name.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte Of(ReadOnlySpan<byte> name) =>
        name.Length == 0 ? default : (byte)((name.Length * 7) ^ name[0] ^ (name[^1] * 5));

    /// <summary>Whether a name with this mark may have been noted since the last <see cref="Clear"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool MayHave(byte mark) => (_seen[mark >> 6] & (1UL << (mark & 63))) != 0;

    /// <summary>Notes the mark of the name in this place, which may be beyond <see cref="Count"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Note(int index, byte mark)
    {
        _seen[mark >> 6] |= 1UL << (mark & 63);
        if ((uint)index < Count)
        {
            _marks[index] = mark;
        }
    }

    /// <summary>The places that have this mark, a bit each; bits of places that were never noted mean nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly uint PlacesOf(byte mark) =>
        Vector256.Equals(Vector256.LoadUnsafe(in _marks[0]), Vector256.Create(mark)).ExtractMostSignificantBits();

    /// <summary>Forgets which marks there are.</summary>
    public void Clear() => _seen = default;

    [InlineArray(Count)]
    private struct MarkBytes
    {
        private byte _first;
    }

    [InlineArray(4)]
    private struct SeenBits
    {
        private ulong _first;
    }
}

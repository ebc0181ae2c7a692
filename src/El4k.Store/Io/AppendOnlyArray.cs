using System.Numerics;
using System.Runtime.CompilerServices;

namespace El4k.Store.Io;

/// <summary>An array that one thread appends to while others read what was published to them.</summary>
/// <remarks>
/// Items never move, so references stay valid. The writer publishes by any release operation after the append (in a segment builder:
/// the row count); a reader that acquired it may read every item appended before.
/// </remarks>
internal sealed class AppendOnlyArray<T>
{
    // Chunk k holds 64 << k items, so 26 chunks hold all an int can count and the chunk table never grows.
    private const int FirstChunkShift = 6;
    private readonly T[][] _chunks = new T[32 - FirstChunkShift][];

    /// <summary>Items appended so far; a reader on another thread may see more than were published to it.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of the allocated chunks.</summary>
    public long AllocatedBytes { get; private set; }

    /// <summary>The item at <paramref name="index"/>, which the caller knows to be below the published count.</summary>
    public ref T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            var position = (uint)index + (1u << FirstChunkShift);
            var chunk = BitOperations.Log2(position);
            return ref _chunks[chunk - FirstChunkShift][position - (1u << chunk)];
        }
    }

    /// <summary>Appends an item.</summary>
    /// <returns>Its index.</returns>
    public int Add(T item)
    {
        var position = (uint)Count + (1u << FirstChunkShift);
        var chunk = BitOperations.Log2(position);
        ref var items = ref _chunks[chunk - FirstChunkShift];
        if (items is null)
        {
            items = new T[1 << chunk];
            AllocatedBytes += (long)items.Length * Unsafe.SizeOf<T>();
        }

        items[position - (1u << chunk)] = item;
        return Count++;
    }
}

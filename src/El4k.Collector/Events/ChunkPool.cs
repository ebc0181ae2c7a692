using System.Buffers;
using System.Numerics;

namespace El4k.Collector.Events;

/// <summary>Keeps the memory that events' bytes lie in for reuse, up to a bound. Safe for all threads.</summary>
/// <remarks>
/// The base library's pool keeps some dozens of each size: with more under way, as in a queue that is full, each further one would be made anew every time.
/// The chunk that came back last is given out first: it is still in the caches.
/// </remarks>
internal sealed class ChunkPool(long keptBytes)
{
    /// <summary>The size of the smallest chunk.</summary>
    public const int Smallest = 4 * 1024;

    /// <summary>The size of the largest chunk that is kept.</summary>
    public const int Largest = 64 * 1024;

    private static readonly int _smallestPower = BitOperations.Log2(Smallest);

    private readonly Stack<byte[]>[] _free = [.. Enumerable.Range(0, BitOperations.Log2(Largest) - _smallestPower + 1).Select(_ => new Stack<byte[]>())];
    private readonly Lock _gate = new();
    private long _freeBytes;

    /// <summary>Takes a chunk that has room for this many bytes; it is not cleared.</summary>
    public byte[] Rent(int least)
    {
        if (least > Largest)
        {
            return ArrayPool<byte>.Shared.Rent(least);
        }

        int size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(least, Smallest));
        lock (_gate)
        {
            if (_free[ClassOf(size)].TryPop(out byte[]? chunk))
            {
                _freeBytes -= size;
                return chunk;
            }
        }

        return GC.AllocateUninitializedArray<byte>(size);
    }

    /// <summary>Takes a chunk back, unless enough are there.</summary>
    public void Return(byte[] chunk)
    {
        if (chunk.Length > Largest)
        {
            ArrayPool<byte>.Shared.Return(chunk);
            return;
        }

        lock (_gate)
        {
            if (_freeBytes + chunk.Length <= keptBytes)
            {
                _freeBytes += chunk.Length;
                _free[ClassOf(chunk.Length)].Push(chunk);
            }
        }
    }

    private static int ClassOf(int size) => BitOperations.Log2((uint)size) - _smallestPower;
}

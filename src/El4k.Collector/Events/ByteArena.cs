using System.Buffers;

namespace El4k.Collector.Events;

/// <summary>Pooled memory for the bytes of one batch: slices never move and are all given back at once.</summary>
internal sealed class ByteArena
{
    private const int FirstChunk = 4 * 1024;
    private const int LargestChunk = 64 * 1024;

    private readonly List<byte[]> _full = [];
    private byte[]? _chunk;
    private int _used;

    /// <summary>Bytes handed out since the last reset.</summary>
    public long Allocated { get; private set; }

    /// <summary>Bytes of memory that are held.</summary>
    public long Held { get; private set; }

    /// <summary>Takes <paramref name="length"/> bytes; they are not cleared.</summary>
    public Span<byte> Allocate(int length, out byte[] buffer, out int offset)
    {
        if (_chunk is null || _chunk.Length - _used < length)
        {
            if (_chunk is not null)
            {
                _full.Add(_chunk);
            }

            // A batch of one datagram holds little; one that fills up takes few, large chunks.
            int size = Math.Clamp((int)Math.Min(Held, LargestChunk), FirstChunk, LargestChunk);
            _chunk = ArrayPool<byte>.Shared.Rent(Math.Max(length, size));
            Held += _chunk.Length;
            _used = 0;
        }

        buffer = _chunk;
        offset = _used;
        _used += length;
        Allocated += length;
        return buffer.AsSpan(offset, length);
    }

    /// <summary>Gives back the latest slice, which must be the last that was handed out.</summary>
    public void Undo(int length)
    {
        _used -= length;
        Allocated -= length;
    }

    /// <summary>Forgets all slices and gives their memory back.</summary>
    public void Reset()
    {
        foreach (byte[] chunk in _full)
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }

        if (_chunk is not null)
        {
            ArrayPool<byte>.Shared.Return(_chunk);
        }

        _full.Clear();
        _chunk = null;
        _used = 0;
        Allocated = 0;
        Held = 0;
    }
}

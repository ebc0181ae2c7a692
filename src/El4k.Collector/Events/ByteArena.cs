using System.Buffers;

namespace El4k.Collector.Events;

/// <summary>Pooled memory for the bytes of one batch: slices never move and are all given back at once.</summary>
internal sealed class ByteArena
{
    private const int ChunkSize = 64 * 1024;

    private readonly List<byte[]> _full = [];
    private byte[]? _chunk;
    private int _used;

    /// <summary>Bytes handed out since the last reset.</summary>
    public long Allocated { get; private set; }

    /// <summary>Takes <paramref name="length"/> bytes; they are not cleared.</summary>
    public Span<byte> Allocate(int length, out byte[] buffer, out int offset)
    {
        if (_chunk is null || _chunk.Length - _used < length)
        {
            if (_chunk is not null)
            {
                _full.Add(_chunk);
            }

            _chunk = ArrayPool<byte>.Shared.Rent(Math.Max(length, ChunkSize));
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

    /// <summary>Forgets all slices; one chunk stays for the next use.</summary>
    public void Reset()
    {
        foreach (byte[] chunk in _full)
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }

        _full.Clear();
        if (_chunk is { Length: > ChunkSize })
        {
            ArrayPool<byte>.Shared.Return(_chunk);
            _chunk = null;
        }

        _used = 0;
        Allocated = 0;
    }
}

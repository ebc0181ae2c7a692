using System.Diagnostics.CodeAnalysis;

namespace El4k.Collector.Events;

/// <summary>Pooled memory for the bytes of one batch: slices never move and are all given back at once.</summary>
internal sealed class ByteArena(ChunkPool pool)
{
    private readonly List<byte[]> _full = [];
    private byte[]? _chunk;
    private int _used;

    /// <summary>Bytes handed out since the last reset.</summary>
    public long Allocated { get; private set; }

    /// <summary>Bytes of memory that are held.</summary>
    public long Held { get; private set; }

    /// <summary>Whether an event of the batch holds a value or metadata, which must not be kept alive after it.</summary>
    public bool HasValues { get; set; }

    /// <summary>Whether a chunk is larger than those that are pooled for the next batches.</summary>
    public bool HasLargeChunk { get; private set; }

    /// <summary>Room to receive into, at the end of what is used; it counts as used once <see cref="Keep"/> says so.</summary>
    /// <param name="wanted">The size asked for; less is given where a quarter of it is left.</param>
    public Memory<byte> Reserve(int wanted)
    {
        if (_chunk is null || (_chunk.Length - _used) * 4 < wanted)
        {
            Next(wanted);
        }

        return _chunk.AsMemory(_used, Math.Min(wanted, _chunk!.Length - _used));
    }

    /// <summary>Keeps the first bytes of what <see cref="Reserve"/> gave last.</summary>
    public ReadOnlySpan<byte> Keep(int length)
    {
        _used += length;
        Allocated += length;
        return _chunk.AsSpan(_used - length, length);
    }

    /// <summary>Whether bytes lie in the latest chunk already.</summary>
    public bool TryFind(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out byte[]? buffer, out int offset)
    {
        buffer = _chunk;
        offset = 0;
        return buffer is not null && buffer.AsSpan(0, _used).Overlaps(bytes, out offset);
    }

    /// <summary>Takes <paramref name="length"/> bytes; they are not cleared.</summary>
    public Span<byte> Allocate(int length, out byte[] buffer, out int offset)
    {
        if (_chunk is null || _chunk.Length - _used < length)
        {
            Next(length);
        }

        buffer = _chunk!;
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
            pool.Return(chunk);
        }

        if (_chunk is not null)
        {
            pool.Return(_chunk);
        }

        _full.Clear();
        _chunk = null;
        _used = 0;
        Allocated = 0;
        Held = 0;
        HasValues = false;
        HasLargeChunk = false;
    }

    private void Next(int least)
    {
        if (_chunk is not null)
        {
            _full.Add(_chunk);
        }

        // A batch of one datagram holds little; one that fills up takes few, large chunks.
        _chunk = pool.Rent(Math.Max(least, (int)Math.Min(Held, ChunkPool.Largest)));
        Held += _chunk.Length;
        HasLargeChunk |= _chunk.Length > ChunkPool.Largest;
        _used = 0;
    }
}

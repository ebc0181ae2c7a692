using System.Buffers.Binary;

namespace El4k.Store.Io;

/// <summary>A growing buffer that sections are encoded into before they are written.</summary>
internal sealed class ByteBuffer
{
    private byte[] _bytes = new byte[4096];

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>What was written; valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>Empties the buffer.</summary>
    public void Clear() => Length = 0;

    public void WriteByte(byte value) => Reserve(1)[0] = value;

    public void WriteInt16(int value) => BinaryPrimitives.WriteUInt16LittleEndian(Reserve(2), checked((ushort)value));

    public void WriteInt32(int value) => BinaryPrimitives.WriteInt32LittleEndian(Reserve(4), value);

    public void WriteInt64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Reserve(8), value);

    public void WriteBytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Reserve(bytes.Length));

    public void WriteVarInt(long value)
    {
        Ensure(VarInt.MaxLength);
        Length += VarInt.Write(_bytes.AsSpan(Length), (ulong)value);
    }

    /// <summary>Makes room for bytes that the caller fills in.</summary>
    public Span<byte> Reserve(int count)
    {
        Ensure(count);
        var span = _bytes.AsSpan(Length, count);
        Length += count;
        return span;
    }

    /// <summary>Appends zeros up to a multiple of <paramref name="alignment"/>.</summary>
    public void Align(int alignment)
    {
        var rest = Length % alignment;
        if (rest != 0)
        {
            Reserve(alignment - rest).Clear();
        }
    }

    /// <summary>Overwrites a number written before.</summary>
    public void PatchInt32(int position, int value) => BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(position, 4), value);

    /// <summary>Overwrites bytes written before.</summary>
    public void Patch(int position, ReadOnlySpan<byte> bytes) => bytes.CopyTo(_bytes.AsSpan(position, bytes.Length));

    private void Ensure(int count)
    {
        if (_bytes.Length - Length < count)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Math.Max((long)_bytes.Length * 2, (long)Length + count), Array.MaxLength));
        }
    }
}

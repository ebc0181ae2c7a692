using System.Buffers.Binary;
using El4k.Store.Io;

namespace El4k.Store.Wal;

/// <summary>Makes the payload of one record: the operations of one bulk on one index. See <c>docs/formats/wal.md</c>.</summary>
internal sealed class WalBatchWriter
{
    /// <summary>Bytes before the operations.</summary>
    public const int HeaderBytes = 32;

    /// <summary>Bytes of the prefix of made ids.</summary>
    public const int IdPrefixBytes = 9;

    internal const byte PayloadKind = 1;
    internal const byte PayloadVersion = 1;
    internal const byte MadeIdFlag = 0x80;

    private byte[] _buffer = new byte[4096];
    private int _length;

    /// <summary>Operations since <see cref="Begin"/>.</summary>
    public int Count { get; private set; }

    /// <summary>Begins a batch, which forgets the one before.</summary>
    /// <param name="indexId">The index.</param>
    /// <param name="idPrefix">Prefix of the ids that the store makes for this index now.</param>
    public void Begin(Guid indexId, ReadOnlySpan<byte> idPrefix)
    {
        // One very large bulk must not keep its buffer for ever.
        if (_buffer.Length > 16 << 20)
        {
            _buffer = new byte[4096];
        }

        _buffer.AsSpan(0, HeaderBytes).Clear();
        _buffer[0] = PayloadKind;
        _buffer[1] = PayloadVersion;
        indexId.TryWriteBytes(_buffer.AsSpan(2));
        idPrefix.CopyTo(_buffer.AsSpan(18, IdPrefixBytes));
        _length = HeaderBytes;
        Count = 0;
    }

    /// <summary>Adds the writing of a document under an id that came with it.</summary>
    public void AddIndex(ReadOnlySpan<byte> id, long sequenceNumber, long version, ReadOnlySpan<byte> source)
    {
        AddStart(WalOperationKind.Index, 0, sequenceNumber, version);
        AddBytes(id);
        AddBytes(source);
    }

    /// <summary>Adds the writing of a document under an id that the store made.</summary>
    public void AddIndex(long idCount, long sequenceNumber, long version, ReadOnlySpan<byte> source)
    {
        AddStart(WalOperationKind.Index, MadeIdFlag, sequenceNumber, version);
        AddNumber(idCount);
        AddBytes(source);
    }

    /// <summary>Adds the deletion of a document.</summary>
    public void AddDelete(ReadOnlySpan<byte> id, long sequenceNumber, long version)
    {
        AddStart(WalOperationKind.Delete, 0, sequenceNumber, version);
        AddBytes(id);
    }

    /// <summary>The finished payload, valid until the next <see cref="Begin"/>.</summary>
    public ReadOnlySpan<byte> Complete()
    {
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(28), Count);
        return _buffer.AsSpan(0, _length);
    }

    private void AddStart(WalOperationKind kind, byte flags, long sequenceNumber, long version)
    {
        Reserve(1)[0] = (byte)((byte)kind | flags);
        _length++;
        AddNumber(sequenceNumber);
        AddNumber(version);
        Count++;
    }

    private void AddNumber(long value) => _length += VarInt.Write(Reserve(VarInt.MaxLength), (ulong)value);

    private void AddBytes(ReadOnlySpan<byte> bytes)
    {
        AddNumber(bytes.Length);
        bytes.CopyTo(Reserve(bytes.Length));
        _length += bytes.Length;
    }

    private Span<byte> Reserve(int count)
    {
        if (_buffer.Length - _length < count)
        {
            Array.Resize(ref _buffer, (int)Math.Min(Math.Max((long)_buffer.Length * 2, _length + (long)count), Array.MaxLength));
        }

        return _buffer.AsSpan(_length);
    }
}

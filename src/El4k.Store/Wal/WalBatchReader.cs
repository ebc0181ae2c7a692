using System.Buffers.Binary;
using El4k.Store.Io;

namespace El4k.Store.Wal;

/// <summary>Reads the payload of a record, one operation after another.</summary>
/// <remarks>The payload's checksum was good, so what does not parse was written wrong or by another version: <see cref="InvalidDataException"/>.</remarks>
internal ref struct WalBatchReader
{
    private readonly ReadOnlySpan<byte> _payload;
    private int _next;
    private int _remaining;

    /// <summary>Reads the payload's header.</summary>
    public WalBatchReader(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < WalBatchWriter.HeaderBytes || payload[0] != WalBatchWriter.PayloadKind || payload[1] != WalBatchWriter.PayloadVersion)
        {
            throw new InvalidDataException("The record is not a batch of operations of a known version.");
        }

        _payload = payload;
        IndexId = new Guid(payload.Slice(2, 16));
        IdPrefix = payload.Slice(18, WalBatchWriter.IdPrefixBytes);
        _remaining = BinaryPrimitives.ReadInt32LittleEndian(payload[28..]);
        _next = WalBatchWriter.HeaderBytes;
    }

    /// <summary>The index that the operations are on.</summary>
    public Guid IndexId { get; }

    /// <summary>Prefix of made ids.</summary>
    public ReadOnlySpan<byte> IdPrefix { get; }

    /// <summary>What the operation did.</summary>
    public WalOperationKind Kind { get; private set; }

    /// <summary>Its sequence number.</summary>
    public long SequenceNumber { get; private set; }

    /// <summary>The document's version after it.</summary>
    public long Version { get; private set; }

    /// <summary>The id that came with the document; empty if the store made it.</summary>
    public ReadOnlySpan<byte> Id { get; private set; }

    /// <summary>The count of the made id, or -1.</summary>
    public long IdCount { get; private set; }

    /// <summary>The document; empty for a deletion.</summary>
    public ReadOnlySpan<byte> Source { get; private set; }

    /// <summary>Goes to the next operation.</summary>
    public bool MoveNext()
    {
        if (_remaining == 0)
        {
            return false;
        }

        _remaining--;
        var start = ReadBytes(1)[0];
        Kind = (WalOperationKind)(start & ~WalBatchWriter.MadeIdFlag);
        SequenceNumber = ReadNumber();
        Version = ReadNumber();
        var isMade = (start & WalBatchWriter.MadeIdFlag) != 0;
        IdCount = isMade ? ReadNumber() : -1;
        Id = isMade ? default : ReadBytes(ReadNumber());
        Source = Kind == WalOperationKind.Index ? ReadBytes(ReadNumber()) : default;
        return true;
    }

    private long ReadNumber()
    {
        var used = VarInt.Read(_payload[_next..], out var value);
        if (used == 0)
        {
            throw new InvalidDataException("The batch ends within a number.");
        }

        _next += used;
        return (long)value;
    }

    private ReadOnlySpan<byte> ReadBytes(long length)
    {
        if (length < 0 || length > _payload.Length - _next)
        {
            throw new InvalidDataException("The batch ends within an operation.");
        }

        var bytes = _payload.Slice(_next, (int)length);
        _next += (int)length;
        return bytes;
    }
}

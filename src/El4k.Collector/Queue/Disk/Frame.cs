using System.Buffers;
using System.Buffers.Binary;
using El4k.Collector.Events;

namespace El4k.Collector.Queue.Disk;

/// <summary>Events that are written in one piece, with one header and one checksum. Its memory is kept from use to use; used by one thread at a time.</summary>
internal sealed class Frame : IBufferWriter<byte>
{
    /// <summary>Set in the length of an event's JSON when metadata follows.</summary>
    public const uint HasMetadata = 0x8000_0000;

    /// <summary>Set in the length of an event's JSON when the paths of further timestamps follow, behind the metadata.</summary>
    public const uint HasInstants = 0x4000_0000;

    /// <summary>The bits of the length that are its number.</summary>
    public const uint LengthBits = 0x3FFF_FFFF;

    /// <summary>Timestamp and length before an event's JSON.</summary>
    public const int EventHeaderBytes = 12;

    private const int FirstBytes = 4 * 1024;

    // What one very large frame needed is not kept.
    private const int KeptBytes = 2 * 1024 * 1024;

    private byte[] _buffer = new byte[FirstBytes];
    private int _length;
    private uint _bodyChecksum;

    /// <summary>The number of events.</summary>
    public int Events { get; private set; }

    /// <summary>The sequence after the last event; set by <see cref="Number"/>.</summary>
    public long End { get; private set; }

    /// <summary>The page that it was written to.</summary>
    public Page? Page { get; set; }

    /// <summary>Where whoever has read it goes on.</summary>
    public LanePosition After { get; set; }

    /// <summary>Whose frame it is; for whoever is told how it ended.</summary>
    public object? Owner { get; set; }

    /// <summary>The whole frame.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    /// <summary>Its length.</summary>
    public int Length => _length;

    /// <summary>Starts afresh.</summary>
    /// <param name="outputs">How many outputs there are; a route has to follow for each.</param>
    public void Begin(int outputs)
    {
        if (_buffer.Length > KeptBytes)
        {
            _buffer = new byte[FirstBytes];
        }

        _length = FrameHeader.Bytes;
        Events = 0;
        BinaryPrimitives.WriteUInt16LittleEndian(GetSpan(2), (ushort)outputs);
        Advance(2);
    }

    /// <summary>Says which of the events the next output gets.</summary>
    /// <param name="all">All events of the frame.</param>
    /// <param name="routed">Those that the output gets, in the same order.</param>
    public void AddRoute(ReadOnlySpan<Event> all, ReadOnlySpan<Event> routed)
    {
        if (routed.Length == 0 || routed.Length == all.Length)
        {
            GetSpan(1)[0] = (byte)(routed.Length == 0 ? RouteKind.None : RouteKind.All);
            Advance(1);
            return;
        }

        int bytes = 1 + ((all.Length + 7) / 8);
        Span<byte> route = GetSpan(bytes)[..bytes];
        route.Clear();
        route[0] = (byte)RouteKind.Some;
        int next = 0;
        for (int i = 0; i < all.Length && next < routed.Length; i++)
        {
            if (ReferenceEquals(all[i], routed[next]))
            {
                route[1 + (i >> 3)] |= (byte)(1 << (i & 7));
                next++;
            }
        }

        Advance(bytes);
    }

    /// <summary>Adds the events, behind all routes.</summary>
    public void AddEvents(ReadOnlySpan<Event> events)
    {
        foreach (Event one in events)
        {
            Add(one);
        }

        Events += events.Length;
    }

    /// <summary>Ends the body: what is costly and needs no order.</summary>
    public void Seal() => _bodyChecksum = Crc32C.Of(_buffer.AsSpan(FrameHeader.Bytes, _length - FrameHeader.Bytes));

    /// <summary>Gives the frame its place in the log, which ends it.</summary>
    /// <param name="first">The sequence of its first event.</param>
    /// <param name="written">The time, in milliseconds since 1970.</param>
    public void Number(long first, long written)
    {
        new FrameHeader(_length - FrameHeader.Bytes, _bodyChecksum, Events, first, written).Write(_buffer);
        End = first + Events;
    }

    /// <inheritdoc/>
    public void Advance(int count) => _length += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _buffer.AsMemory(_length);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _buffer.AsSpan(_length);
    }

    private void Add(Event one)
    {
        int start = _length;
        GetSpan(EventHeaderBytes);
        Advance(EventHeaderBytes);
        one.WriteJson(this);
        uint length = (uint)(_length - start - EventHeaderBytes);
        if (one.HasMetadata)
        {
            length |= HasMetadata;
            AddValue(one.Metadata);
        }

        if (one.InstantPaths is { } instants)
        {
            length |= HasInstants;
            AddValue(instants);
        }

        BinaryPrimitives.WriteInt64LittleEndian(_buffer.AsSpan(start), one.Timestamp.Ticks);
        BinaryPrimitives.WriteUInt32LittleEndian(_buffer.AsSpan(start + 8), length);
    }

    private void AddValue(object value)
    {
        int start = _length;
        GetSpan(4);
        Advance(4);
        JsonValue.Write(value, this);
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(start), _length - start - 4);
    }

    private void MakeRoom(int sizeHint)
    {
        int needed = _length + Math.Max(sizeHint, 1);
        if (needed > _buffer.Length)
        {
            Array.Resize(ref _buffer, (int)Math.Min(Array.MaxLength, Math.Max(needed, _buffer.Length * 2L)));
        }
    }
}

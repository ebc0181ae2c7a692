using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using El4k.Collector.Plugins;

namespace El4k.Collector.Queue.Disk;

/// <summary>The file <c>cursors</c>: how far each output is. Two slots are written in turn, so that one of them is always whole.</summary>
/// <remarks>
/// A write is one call without a sync: killing the process loses none of it. After a loss of power an older cursor may be found, and then events
/// are delivered twice. Used by one thread at a time.
/// </remarks>
internal sealed class CursorFile : IDisposable
{
    /// <summary>The file's name.</summary>
    public const string Name = "cursors";

    /// <summary>Bytes of a slot: room for a thousand outputs with ids of forty bytes.</summary>
    public const int SlotBytes = 64 * 1024;

    private const int HeaderBytes = 32;
    private const uint Version = 1;

    private readonly string _path;
    private readonly QueueStorage _storage;
    private readonly PluginLog _log;
    private readonly ArrayBufferWriter<byte> _slot = new(1024);
    private QueueFile? _file;
    private long _generation;
    private bool _hasFailed;

    private CursorFile(string path, QueueStorage storage, PluginLog log)
    {
        _path = path;
        _storage = storage;
        _log = log;
    }

    private static ReadOnlySpan<byte> Magic => "EL4KCUR\n"u8;

    /// <summary>Opens the file, or makes it.</summary>
    /// <param name="positions">What it says; null when it says nothing: it is new, or damaged, and outputs begin with the oldest page.</param>
    public static CursorFile Open(string folder, QueueStorage storage, PluginLog log, out Dictionary<string, LanePosition>? positions)
    {
        var cursors = new CursorFile(Path.Combine(folder, Name), storage, log);
        positions = storage.Files(folder).Contains(cursors._path) ? cursors.Read() : null;
        return cursors;
    }

    /// <summary>Writes how far the outputs are. What fails is logged once: a cursor that is behind doubles events and loses none.</summary>
    public void Write(IReadOnlyList<(string Output, LanePosition Position)> positions)
    {
        _slot.ResetWrittenCount();
        _slot.GetSpan(HeaderBytes);
        _slot.Advance(HeaderBytes);
        foreach ((string output, LanePosition position) in positions)
        {
            WriteEntry(output, position);
        }

        if (_slot.WrittenCount > SlotBytes)
        {
            Guard(() => throw new IOException($"The ids of {positions.Count} outputs take more than {SlotBytes} bytes."));
            return;
        }

        byte[] bytes = _slot.WrittenSpan.ToArray();
        _generation++;
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), Version);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(12), _generation);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(20), positions.Count);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(24), bytes.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(28), Checksum(bytes));
        Guard(() => (_file ??= _storage.Create(_path)).Write(bytes, _generation % 2 * SlotBytes));
    }

    /// <summary>Makes the latest write durable.</summary>
    public void Sync() => Guard(() => _file?.Sync());

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private static uint Checksum(ReadOnlySpan<byte> slot) => Crc32C.Of(slot[..28]) ^ Crc32C.Of(slot[HeaderBytes..]);

    private void WriteEntry(string output, LanePosition position)
    {
        int nameBytes = Encoding.UTF8.GetByteCount(output);
        Span<byte> entry = _slot.GetSpan(26 + nameBytes);
        BinaryPrimitives.WriteInt64LittleEndian(entry, position.Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(entry[8..], position.Page);
        BinaryPrimitives.WriteInt64LittleEndian(entry[16..], position.Offset);
        BinaryPrimitives.WriteUInt16LittleEndian(entry[24..], (ushort)nameBytes);
        Encoding.UTF8.GetBytes(output, entry[26..]);
        _slot.Advance(26 + nameBytes);
    }

    private Dictionary<string, LanePosition>? Read()
    {
        Dictionary<string, LanePosition>? positions = null;
        Guard(() =>
        {
            _file = _storage.Open(_path);
            for (int slot = 0; slot < 2; slot++)
            {
                if (ReadSlot(_file, slot) is { } read && read.Generation > _generation)
                {
                    (_generation, positions) = read;
                }
            }
        });
        if (positions is null)
        {
            _log.Warning($"The cursors of the disk queue in {_path} cannot be read: outputs begin with the oldest page, and may get events twice.");
        }

        return positions;
    }

    private static (long Generation, Dictionary<string, LanePosition> Positions)? ReadSlot(QueueFile file, int slot)
    {
        byte[] bytes = new byte[SlotBytes];
        int read = file.Read(bytes, (long)slot * SlotBytes);
        if (read < HeaderBytes || !bytes.AsSpan().StartsWith(Magic) || BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(8)) != Version)
        {
            return null;
        }

        int length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(24));
        if (length < HeaderBytes || length > read || BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(28)) != Checksum(bytes.AsSpan(0, length)))
        {
            return null;
        }

        var positions = new Dictionary<string, LanePosition>(StringComparer.Ordinal);
        ReadOnlySpan<byte> rest = bytes.AsSpan(HeaderBytes, length - HeaderBytes);
        while (rest.Length >= 26)
        {
            int nameBytes = BinaryPrimitives.ReadUInt16LittleEndian(rest[24..]);
            if (26 + nameBytes > rest.Length)
            {
                return null;
            }

            positions[Encoding.UTF8.GetString(rest.Slice(26, nameBytes))] = new LanePosition(
                BinaryPrimitives.ReadInt64LittleEndian(rest),
                BinaryPrimitives.ReadInt64LittleEndian(rest[8..]),
                BinaryPrimitives.ReadInt64LittleEndian(rest[16..]));
            rest = rest[(26 + nameBytes)..];
        }

        return (BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(12)), positions);
    }

    private void Guard(Action write)
    {
        try
        {
            write();
            _hasFailed = false;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            if (!_hasFailed)
            {
                _log.Warning("The cursors of the disk queue cannot be written; after a crash now outputs would get events twice.", failure);
            }

            _hasFailed = true;
        }
    }
}

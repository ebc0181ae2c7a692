using System.Buffers.Binary;
using El4k.Store.Io;

namespace El4k.Store.Wal;

/// <summary>Reads the log back after the store was closed or its process ended.</summary>
/// <remarks>
/// An undamaged log is a row of whole records. After a crash the last file may end in a part of a record, never acknowledged: it is cut off.
/// Damage with whole records behind it is a fault of the disk: what is damaged is lost and reported, what is behind it is read.
/// </remarks>
internal sealed class WalRecovery(FileSystem files, string directory, Guid storeId, Action<string> log)
{
    // The distance in sequence numbers within which a record behind damage is believed to be one.
    private const long MaxSequenceGap = 1 << 20;

    /// <summary>The sequence of the last record read, or 0.</summary>
    public long LastSequence { get; private set; }

    /// <summary>The number of the last file, or 0.</summary>
    public long LastFileNumber { get; private set; }

    /// <summary>Places where something else than a record stood, a torn tail not counted.</summary>
    public int DamagedPlaces { get; private set; }

    /// <summary>Reads every file in order.</summary>
    /// <returns>The files that are there and could be read, in part at least.</returns>
    public IReadOnlyList<WalFile> Read(WalRecordHandler handler)
    {
        var found = new List<WalFile>();
        foreach (var path in Directory.EnumerateFiles(directory, "*.wal").Order(StringComparer.Ordinal))
        {
            if (!long.TryParse(Path.GetFileNameWithoutExtension(path), out var number))
            {
                continue;
            }

            found.Add(new WalFile(number, path));
            LastFileNumber = number;
        }

        var usable = new List<WalFile>();
        for (var i = 0; i < found.Count; i++)
        {
            if (TryReadFile(found[i], isLast: i == found.Count - 1, handler))
            {
                usable.Add(found[i]);
            }
        }

        return usable;
    }

    private bool TryReadFile(WalFile file, bool isLast, WalRecordHandler handler)
    {
        var bytes = File.ReadAllBytes(file.Path);
        file.Length = bytes.Length;
        if (isLast && bytes.Length < WalFormat.HeaderBytes)
        {
            // The process ended while it made the file; nothing can have been acknowledged from it.
            files.Delete(file.Path);
            return false;
        }

        if (WalFormat.ProblemOfHeader(bytes, storeId) is { } problem)
        {
            DamagedPlaces++;
            log($"write-ahead log {file.Path}: {problem}; the file is left alone and not read");
            return false;
        }

        var at = WalFormat.HeaderBytes;
        while (at < bytes.Length)
        {
            if (WalFormat.TryReadRecord(bytes.AsSpan(at), out var sequence, out var payload))
            {
                handler(file, payload);
                LastSequence = Math.Max(LastSequence, sequence);
                at += WalFormat.RecordHeaderBytes + payload.Length;
                continue;
            }

            var next = FindRecord(bytes, at + 1);
            if (next < 0)
            {
                EndFile(file, isLast, at, bytes.Length);
                return true;
            }

            DamagedPlaces++;
            log($"write-ahead log {file.Path}: {next - at} bytes at {at} are damaged; the operations in them are lost, what follows is read");
            at = next;
        }

        return true;
    }

    private void EndFile(WalFile file, bool isLast, int at, int length)
    {
        if (isLast)
        {
            Cut(file, at, length - at);
            return;
        }

        DamagedPlaces++;
        log($"write-ahead log {file.Path}: {length - at} bytes from {at} to the end are damaged; the operations in them are lost");
    }

    private void Cut(WalFile file, int at, int count)
    {
        files.Truncate(file.Path, at);
        file.Length = at;
        log($"write-ahead log {file.Path}: cut {count} bytes of an unfinished record off the end; nothing in them was acknowledged");
    }

    private int FindRecord(byte[] bytes, int from)
    {
        for (var at = from; at <= bytes.Length - WalFormat.RecordHeaderBytes; at++)
        {
            var sequence = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at + 8));
            if (sequence > LastSequence && sequence <= LastSequence + MaxSequenceGap && WalFormat.TryReadRecord(bytes.AsSpan(at), out _, out _))
            {
                return at;
            }
        }

        return -1;
    }
}

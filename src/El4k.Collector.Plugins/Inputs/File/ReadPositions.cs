using System.Globalization;
using System.Security.Cryptography;

namespace El4k.Collector.Plugins.Inputs.File;

/// <summary>How far each file has been read, kept in a small text file so that a restart does not read twice.</summary>
/// <remarks>
/// A row is <c>offset last-read-seconds head-length head-hash path</c>. A position holds only while the first bytes of the file (at most
/// <see cref="HeadBytes"/>) are the ones that were read: another file under an old name starts from its beginning. A renamed file is read again, which
/// repeats events where an identity by content alone would lose those of a copy. Safe for several threads.
/// </remarks>
internal sealed class ReadPositions
{
    // Long enough to tell log files apart by their first lines, short enough to hash at every start.
    private const int HeadBytes = 1024;

    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Position> _positions = new(StringComparer.Ordinal);
    private bool _changed;

    private ReadPositions(string path, TimeProvider time)
    {
        _path = path;
        _time = time;
    }

    /// <summary>Reads the positions kept at a path; none are there at the first start.</summary>
    /// <param name="path">The file with the positions.</param>
    /// <param name="keepFor">Positions of files not read for longer than this are forgotten.</param>
    /// <param name="time">The clock.</param>
    /// <param name="warn">Told about a row that cannot be read; its file starts from the beginning.</param>
    public static ReadPositions Load(string path, TimeSpan keepFor, TimeProvider time, Action<string> warn)
    {
        var positions = new ReadPositions(path, time);
        if (!System.IO.File.Exists(path))
        {
            return positions;
        }

        var oldest = (time.GetUtcNow() - keepFor).ToUnixTimeSeconds();
        var number = 0;
        foreach (var row in System.IO.File.ReadLines(path))
        {
            number++;
            if (!TryParse(row, out var file, out var position))
            {
                warn($"{path}:{number}: not a position, the file it stood for is read from its beginning: {row}");
            }
            else if (position.LastRead >= oldest)
            {
                positions._positions[file] = position;
            }
        }

        return positions;
    }

    /// <summary>Where to go on reading a file: 0 for one not known, or not the same any more.</summary>
    public long OffsetOf(string file)
    {
        Position position;
        lock (_lock)
        {
            if (!_positions.TryGetValue(file, out position))
            {
                return 0;
            }
        }

        var same = new FileInfo(file).Length >= position.Offset && HashOfHead(file, position.HeadLength) == position.HeadHash;
        return same ? position.Offset : 0;
    }

    /// <summary>Notes that a file has been read up to an offset, in bytes.</summary>
    public void Set(string file, long offset)
    {
        var head = (int)Math.Min(offset, HeadBytes);
        lock (_lock)
        {
            string hash;
            try
            {
                hash = _positions.TryGetValue(file, out var known) && known.HeadLength == head && known.Offset <= offset
                    ? known.HeadHash
                    : HashOfHead(file, head);
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // Deleted or locked since it was read: the position before stays, so that at worst lines are read twice.
                return;
            }

            _positions[file] = new Position(offset, _time.GetUtcNow().ToUnixTimeSeconds(), head, hash);
            _changed = true;
        }
    }

    /// <summary>Writes the positions if any changed; the old file stays whole until the new one has taken its place.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public void Save()
    {
        lock (_lock)
        {
            if (!_changed)
            {
                return;
            }

            var folder = Path.GetDirectoryName(Path.GetFullPath(_path))!;
            Directory.CreateDirectory(folder);
            var next = _path + ".new";
            System.IO.File.WriteAllLines(next, _positions.Select(pair => Row(pair.Key, pair.Value)));
            System.IO.File.Move(next, _path, overwrite: true);
            _changed = false;
        }
    }

    private static string Row(string file, Position position) =>
        string.Create(CultureInfo.InvariantCulture, $"{position.Offset} {position.LastRead} {position.HeadLength} {position.HeadHash} {file}");

    private static bool TryParse(string row, out string file, out Position position)
    {
        var parts = row.Split(' ', 5);
        position = default;
        file = parts[^1];
        if (parts.Length != 5
            || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var lastRead)
            || !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var head)
            || head > HeadBytes)
        {
            return false;
        }

        position = new Position(offset, lastRead, head, parts[3]);
        return true;
    }

    private static string HashOfHead(string file, int length)
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var read = stream.ReadAtLeast(head[..length], length, throwOnEndOfStream: false);
        return Convert.ToHexStringLower(SHA256.HashData(head[..read]));
    }

    private readonly record struct Position(long Offset, long LastRead, int HeadLength, string HeadHash);
}

using El4k.Collector.Plugins.Files;

namespace El4k.Collector.Plugins.Inputs.File;

/// <summary>How far each file has been delivered, kept in Logstash's text format so that a restart neither loses nor repeats, nor does a change from or to Logstash.</summary>
/// <remarks>
/// A row is <c>inode major minor offset last-active path</c>; rows of older Logstash versions lack the last one or two. What Logstash's rows have no
/// place for, the heads of the files, lies in a second file beside it. Safe for several threads.
/// </remarks>
internal sealed class Sincedb
{
    private const string HeadsSuffix = ".heads";

    private readonly string _path;
    private readonly TimeSpan _keepFor;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly Dictionary<FileIdentity, SincedbRow> _rows = [];
    private bool _changed;

    private Sincedb(string path, TimeSpan keepFor, TimeProvider time)
    {
        _path = path;
        _keepFor = keepFor;
        _time = time;
    }

    /// <summary>Reads the positions kept at a path; none are there at the first start.</summary>
    /// <param name="path">The file with the positions.</param>
    /// <param name="keepFor">Positions of files not read for longer than this are forgotten.</param>
    /// <param name="time">The clock.</param>
    /// <param name="warn">Told about a row that cannot be read; its file counts as new.</param>
    /// <exception cref="IOException">The file is there and cannot be read.</exception>
    public static Sincedb Load(string path, TimeSpan keepFor, TimeProvider time, Action<string> warn)
    {
        var positions = new Sincedb(path, keepFor, time);
        foreach (var (number, row) in LinesOf(path))
        {
            if (!SincedbRow.TryParse(row, time.GetUtcNow(), out var identity, out var position))
            {
                warn($"{path}:{number}: not a position, the file it stood for counts as new: {row}");
            }
            else if (!positions.IsExpired(position))
            {
                positions._rows[identity] = position;
            }
        }

        foreach (var (_, row) in LinesOf(path + HeadsSuffix))
        {
            // A head that is lost only makes a file less well known.
            if (SincedbRow.TryParseHead(row, out var identity, out var head) && positions._rows.TryGetValue(identity, out var position))
            {
                positions._rows[identity] = position with { Head = head };
            }
        }

        return positions;
    }

    /// <summary>The position of a file, if it is known.</summary>
    public bool TryGet(FileIdentity file, out SincedbRow row)
    {
        lock (_lock)
        {
            return _rows.TryGetValue(file, out row);
        }
    }

    /// <summary>All positions, as they are now.</summary>
    public IReadOnlyList<(FileIdentity File, SincedbRow Row)> All()
    {
        lock (_lock)
        {
            return [.. _rows.Select(pair => (pair.Key, pair.Value))];
        }
    }

    /// <summary>Whether a file of this name has been read, under whatever identity.</summary>
    public bool KnowsPath(string path)
    {
        lock (_lock)
        {
            return _rows.Values.Any(row => row.Path == path);
        }
    }

    /// <summary>Notes that a file has been delivered up to an offset, in bytes.</summary>
    public void Set(FileIdentity file, long offset, string path, FileHead head)
    {
        lock (_lock)
        {
            _rows[file] = new SincedbRow(offset, _time.GetUtcNow(), path, head);
            _changed = true;
        }
    }

    /// <summary>Writes the positions if any changed; the old file stays whole until the new one has taken its place. Called by one thread at a time.</summary>
    /// <param name="isWatched">Tells the files that are not forgotten, however long they have been silent.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public void Save(Func<FileIdentity, bool> isWatched)
    {
        KeyValuePair<FileIdentity, SincedbRow>[] rows;
        lock (_lock)
        {
            foreach (var file in _rows.Where(pair => IsExpired(pair.Value) && !isWatched(pair.Key)).Select(pair => pair.Key).ToArray())
            {
                _changed |= _rows.Remove(file);
            }

            if (!_changed)
            {
                return;
            }

            rows = [.. _rows];
            _changed = false;
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(_path))!);

            // The heads first: one without its row is passed over, while a row must not lack its head.
            Replace(_path + HeadsSuffix, rows.Where(pair => pair.Value.Head.Length > 0).Select(pair => pair.Value.HeadText(pair.Key)));
            Replace(_path, rows.Select(pair => pair.Value.Text(pair.Key)));
        }
        catch
        {
            lock (_lock)
            {
                _changed = true;
            }

            throw;
        }
    }

    private static IEnumerable<(int Number, string Row)> LinesOf(string path) =>
        System.IO.File.Exists(path)
            ? System.IO.File.ReadLines(path).Select((row, index) => (index + 1, row)).Where(line => line.row.Length > 0)
            : [];

    private static void Replace(string path, IEnumerable<string> rows)
    {
        var next = path + ".new";
        System.IO.File.WriteAllLines(next, rows);
        System.IO.File.Move(next, path, overwrite: true);
    }

    private bool IsExpired(SincedbRow row) => _time.GetUtcNow() - row.LastActive > _keepFor;
}

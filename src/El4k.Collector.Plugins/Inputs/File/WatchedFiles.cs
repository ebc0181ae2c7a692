using El4k.Collector.Plugins.Files;

namespace El4k.Collector.Plugins.Inputs.File;

/// <summary>The files that fit the paths, each by its identity: found, ordered, and given a position to begin at. Used by one thread.</summary>
internal sealed class WatchedFiles : IDisposable
{
    private readonly FileInputOptions _options;
    private readonly TimeSpan? _ignoreOlder;
    private readonly PathGlob[] _paths;
    private readonly PathGlob[] _exclude;
    private readonly Sincedb _positions;
    private readonly TimeProvider _time;
    private readonly Dictionary<FileIdentity, WatchedFile> _files = [];
    private bool _hasLooked;

    public WatchedFiles(FileInputOptions options, FileTimes times, PathGlob[] paths, PathGlob[] exclude, Sincedb positions, TimeProvider time)
    {
        _options = options;
        _ignoreOlder = times.IgnoreOlder;
        _paths = paths;
        _exclude = exclude;
        _positions = positions;
        _time = time;
    }

    /// <summary>All of them, in the order in which they are to be read.</summary>
    public IReadOnlyList<WatchedFile> InOrder()
    {
        var files = _files.Values.ToList();
        files.Sort(Compare);
        return files;
    }

    /// <summary>Whether the file is among them.</summary>
    public bool Contains(FileIdentity file) => _files.ContainsKey(file);

    /// <summary>Whether a path is one of those that are asked for.</summary>
    public bool Fits(string path) => _paths.Any(glob => glob.Matches(path)) && !_exclude.Any(glob => glob.Matches(Path.GetFileName(path)));

    /// <summary>Looks for files: new ones get their position, renamed ones their path.</summary>
    /// <param name="start">Gives a file the offset to begin at.</param>
    public void Discover(FileStart start)
    {
        foreach (var path in _paths.SelectMany(glob => glob.Expand()).Distinct(StringComparer.Ordinal))
        {
            if (_exclude.Any(glob => glob.Matches(Path.GetFileName(path))) || !FileStatus.TryRead(path, out var status))
            {
                continue;
            }

            if (!_files.TryGetValue(status.Identity, out var file))
            {
                Add(path, status, start);
            }
            else if (file.Path != path && !(FileStatus.TryRead(file.Path, out var own) && own.Identity == file.Identity))
            {
                file.MoveTo(path);
            }
        }

        if (!_hasLooked && _options.Mode == ReadingMode.Tail)
        {
            DiscoverRotated(start);
        }

        _hasLooked = true;
    }

    /// <summary>Looks for a file in the folder of its path, which it has left: one that was renamed is still there.</summary>
    /// <returns>Its new path; null when it is not there.</returns>
    public static string? FindRenamed(FileIdentity file, string path)
    {
        var folder = Path.GetDirectoryName(path);
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*", new EnumerationOptions { IgnoreInaccessible = true, AttributesToSkip = 0 })
                .FirstOrDefault(other => FileStatus.TryRead(other, out var status) && status.Identity == file)
            : null;
    }

    /// <summary>Makes sure that one more file may be opened, closing the one that has been silent longest.</summary>
    /// <returns>False when all are needed: the file has its turn later.</returns>
    public bool MakeRoom()
    {
        var open = _files.Values.Where(file => file.IsOpen).ToList();
        if (open.Count < _options.MaxOpenFiles)
        {
            return true;
        }

        // A file that left its path could not be opened again; one that is packed or has more to read would lose its place.
        var idle = open
            .Where(file => !file.IsPacked && file.Length == file.Offset && FileStatus.TryRead(file.Path, out var own) && own.Identity == file.Identity)
            .MinBy(file => file.LastRead);
        idle?.Close();
        return idle is not null;
    }

    /// <summary>The file is not followed any more.</summary>
    public void Remove(WatchedFile file)
    {
        file.Dispose();
        file.Order?.Close();
        _files.Remove(file.Identity);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in _files.Values)
        {
            file.Dispose();
        }
    }

    // Files that were renamed while nobody looked: what was added to them before is read from their new place.
    private void DiscoverRotated(FileStart start)
    {
        foreach (var (identity, row) in _positions.All())
        {
            if (!_files.ContainsKey(identity) && Fits(row.Path) && FindRenamed(identity, row.Path) is { } path
                && FileStatus.TryRead(path, out var status) && status.Length > row.Offset)
            {
                Add(path, status, start);
            }
        }
    }

    private void Add(string path, FileStatus status, FileStart start)
    {
        var isPacked = _options.Mode == ReadingMode.Read && path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        var file = new WatchedFile(path, status, isPacked) { LastRead = _time.GetTimestamp() };
        file.IsIgnored = _ignoreOlder is { } age && _time.GetUtcNow().UtcDateTime - status.Written > age;
        if (_positions.TryGet(status.Identity, out var row) && IsSame(file, row))
        {
            start.At(file, row.Offset, row.Head);
        }
        else
        {
            // A file that was made while it was looked for, or in the place of one that is known, has been read by nobody.
            var isWhole = _options.Mode == ReadingMode.Read || _options.StartPosition == StartPosition.Beginning || _hasLooked || _positions.KnowsPath(path);
            var offset = isWhole && !(file.IsIgnored && _options.Mode == ReadingMode.Tail) ? 0 : status.Length;
            start.At(file, offset, default);
            if (offset > 0)
            {
                // Kept at once: after a restart this file is no longer a new one, and what was added meanwhile counts.
                _positions.Set(status.Identity, offset, path, default);
            }
        }

        _files[status.Identity] = file;
    }

    // An inode is used again for another file once its first one is deleted.
    private static bool IsSame(WatchedFile file, SincedbRow row)
    {
        if (file.Status.Length < row.Offset)
        {
            return false;
        }

        if (row.Head.Length == 0)
        {
            // Clocks and file systems are not exact to the second.
            return file.Status.Born is not { } born || born <= row.LastActive.UtcDateTime.AddSeconds(2);
        }

        try
        {
            using var open = System.IO.File.OpenHandle(file.Path, share: FileShare.ReadWrite | FileShare.Delete);
            return row.Head.IsOf(open);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            // It is looked at again when it can be read.
            return true;
        }
    }

    private int Compare(WatchedFile one, WatchedFile other)
    {
        var order = _options.FileSortBy == FileOrder.LastModified ? one.Status.Written.CompareTo(other.Status.Written) : 0;
        order = order != 0 ? order : string.CompareOrdinal(one.Path, other.Path);
        return _options.FileSortDirection == FileDirection.Asc ? order : -order;
    }
}

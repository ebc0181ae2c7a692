namespace El4k.Collector.Plugins.Outputs.File;

/// <summary>The files that are open: bounded in number, closed after ten silent seconds. Used by one thread at a time.</summary>
internal sealed class OpenFiles(FileOutputOptions options, TimeProvider clock) : IDisposable
{
    /// <summary>The most files that are open at the same time; beyond it the one that was not written to for the longest time is closed.</summary>
    public const int MaxOpen = 256;

    private static readonly TimeSpan IdleLimit = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, OpenFile> _files = new(StringComparer.Ordinal);

    /// <summary>How many are open.</summary>
    public int Count => _files.Count;

    /// <summary>The file at a path, opened if it is not, and made if it is not there.</summary>
    /// <exception cref="IOException">It cannot be opened; so does <see cref="UnauthorizedAccessException"/> say.</exception>
    public OpenFile At(string path)
    {
        if (_files.TryGetValue(path, out var open))
        {
            if (open.IsAt(path))
            {
                return open;
            }

            // What is written from now on shall be found under the path.
            Close(path, open);
        }

        if (_files.Count >= MaxOpen)
        {
            var (oldest, file) = _files.MinBy(pair => pair.Value.UsedAt);
            Close(oldest, file);
        }

        return _files[path] = Open(path);
    }

    /// <summary>Makes all that was written safe against a loss of power.</summary>
    public void MakeSafe()
    {
        foreach (var file in _files.Values)
        {
            file.MakeSafe();
        }
    }

    /// <summary>Closes files that were not written to for ten seconds.</summary>
    public void CloseIdle()
    {
        foreach (var (path, file) in _files.ToArray())
        {
            if (clock.GetElapsedTime(file.UsedAt) >= IdleLimit)
            {
                Close(path, file);
            }
        }
    }

    /// <summary>Closes a file that could not be written, so that the next try opens it anew.</summary>
    public void Forget(string path)
    {
        if (_files.Remove(path, out var file))
        {
            file.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (path, file) in _files.ToArray())
        {
            Close(path, file);
        }
    }

    private void Close(string path, OpenFile file)
    {
        _files.Remove(path);
        using (file)
        {
            file.MakeSafe();
        }
    }

    private OpenFile Open(string path)
    {
        MakeFolder(Path.GetDirectoryName(path)!);
        var isNew = !System.IO.File.Exists(path);

        // Without a buffer of our own: what is written is with the operating system.
        var how = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
            Options = FileOptions.Asynchronous,
        };
        if (!isNew || options.FileMode < 0 || OperatingSystem.IsWindows())
        {
            return Writer(path, new FileStream(path, how));
        }

        // From the first moment, as whoever opened it before the mode was set could go on reading; and once more, as the process's mask narrows it.
        how.UnixCreateMode = (UnixFileMode)options.FileMode;
        var stream = new FileStream(path, how);
        System.IO.File.SetUnixFileMode(path, (UnixFileMode)options.FileMode);
        return Writer(path, stream);
    }

    private OpenFile Writer(string path, FileStream stream)
    {
        try
        {
            return new OpenFile(stream, options.Gzip, WriteTurns.Of(path), clock.GetTimestamp());
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    private void MakeFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        MakeFolder(Path.GetDirectoryName(folder)!);
        Directory.CreateDirectory(folder);
        if (options.DirMode >= 0 && !OperatingSystem.IsWindows())
        {
            // Set afterwards: what a folder is made with is narrowed by the process's mask.
            System.IO.File.SetUnixFileMode(folder, (UnixFileMode)options.DirMode);
        }
    }
}

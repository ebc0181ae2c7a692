using El4k.Collector.Plugins;

namespace El4k.Collector.Queue.Disk;

/// <summary>The pages of a log in their order. Safe for all threads; only the writer adds to it.</summary>
internal sealed class PageList : IDisposable
{
    private readonly string _folder;
    private readonly IReadOnlyList<string> _outputs;
    private readonly QueueStorage _storage;
    private readonly PluginLog _log;
    private readonly Lock _gate = new();
    private readonly List<Page> _pages;
    private IReadOnlyList<string> _newNames;
    private long _lastNumber;
    private long _end;

    /// <param name="folder">The folder.</param>
    /// <param name="outputs">Written to each new page.</param>
    /// <param name="pages">The pages that are there.</param>
    /// <param name="lastNumber">The highest number that a page has had.</param>
    /// <param name="end">The sequence that comes next.</param>
    /// <param name="newNames">The folders that hold the names of new folders, which are not durable yet.</param>
    public PageList(
        string folder, IReadOnlyList<string> outputs, QueueStorage storage, List<Page> pages, long lastNumber, long end, IReadOnlyList<string> newNames, PluginLog log)
    {
        _newNames = newNames;
        (_folder, _outputs, _storage, _pages, _lastNumber, _end, _log) = (folder, outputs, storage, pages, lastNumber, end, log);
        Start = end;
    }

    /// <summary>Where the frames of this process begin; whoever has read all earlier pages is there.</summary>
    public long Start { get; }

    /// <summary>The sequence after the last event that was written.</summary>
    public long End => Interlocked.Read(ref _end);

    /// <summary>Bytes of all pages.</summary>
    public long Bytes
    {
        get
        {
            lock (_gate)
            {
                return _pages.Sum(page => page.Length);
            }
        }
    }

    /// <summary>The page that follows the one of this number; null when there is none yet.</summary>
    public Page? After(long number)
    {
        lock (_gate)
        {
            return _pages.Find(page => page.Number > number);
        }
    }

    /// <summary>The page that a lane begins with: the last that begins at or before the sequence, else the oldest.</summary>
    public Page? Holding(long sequence)
    {
        lock (_gate)
        {
            return _pages.FindLast(page => page.First <= sequence) ?? _pages.FirstOrDefault();
        }
    }

    /// <summary>Bytes behind a place: what a lane there has still to read.</summary>
    public long BytesAfter(long number, long offset)
    {
        lock (_gate)
        {
            return _pages.Sum(page => page.Number > number ? page.Length - page.HeaderBytes : page.Number == number ? Math.Max(0, page.Length - offset) : 0);
        }
    }

    /// <summary>Whether so many bytes more stay within the bound. An empty log has room for anything.</summary>
    public bool HasRoom(long bytes, long maxBytes)
    {
        lock (_gate)
        {
            return _pages.Count == 0 || _pages.Sum(page => page.Length) + bytes <= maxBytes;
        }
    }

    /// <summary>Makes the next page. Its name is durable when the folder is synced.</summary>
    public Page Add(long first)
    {
        lock (_gate)
        {
            // A number is used once, so that a file that could not be finished is in nobody's way.
            long number = ++_lastNumber;
            string path = Path.Combine(_folder, PageHeader.FileName(number));
            var header = new PageHeader(number, first, _outputs);
            byte[] bytes = header.ToBytes();
            QueueFile file = _storage.Create(path);
            try
            {
                file.Write(bytes, 0);
            }
            catch
            {
                file.Dispose();
                _storage.Delete(path);
                throw;
            }

            var page = new Page(header, bytes.Length, path, file);
            _pages.Add(page);
            return page;
        }
    }

    /// <summary>Makes the names of new pages durable, and that of the folder itself if it is new.</summary>
    public void SyncFolder()
    {
        _storage.SyncFolder(_folder);
        foreach (string above in _newNames)
        {
            _storage.SyncFolder(above);
        }

        _newNames = [];
    }

    /// <summary>Shows what was appended to the last page.</summary>
    public void Extend(Page page, long length, long end)
    {
        page.Extend(length, end);
        if (end > End)
        {
            Interlocked.Exchange(ref _end, end);
        }
    }

    /// <summary>Ends the last page when all lanes have passed it, so that it can be deleted.</summary>
    public void CloseLastIfPassed(long sequence)
    {
        lock (_gate)
        {
            if (_pages.Count > 0 && _pages[^1].End <= sequence)
            {
                _pages[^1].Close();
            }
        }

        DeletePassed(sequence);
    }

    /// <summary>Deletes the closed pages that end at or before the sequence.</summary>
    /// <returns>Whether there was one.</returns>
    public bool DeletePassed(long sequence)
    {
        List<Page>? passed = null;
        lock (_gate)
        {
            while (_pages.Count > 0 && _pages[0].IsClosed && _pages[0].End <= sequence)
            {
                (passed ??= []).Add(_pages[0]);
                _pages.RemoveAt(0);
            }
        }

        foreach (Page page in passed ?? [])
        {
            page.File.Dispose();
            try
            {
                _storage.Delete(page.Path);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                _log.Warning($"The disk queue: {page.Path} is done with and could not be deleted; the next start tries again.", failure);
            }
        }

        return passed is not null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (Page page in _pages)
            {
                page.File.Dispose();
            }

            _pages.Clear();
        }
    }
}

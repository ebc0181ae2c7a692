namespace El4k.Collector.Queue.Disk;

/// <summary>One file of the log. The writer appends to the last one; lanes read all of them at the same time.</summary>
internal sealed class Page(PageHeader header, int headerBytes, string path, QueueFile file)
{
    private long _length = headerBytes;
    private long _end = header.First;
    private volatile bool _isClosed;

    /// <summary>Its number; later pages have higher ones.</summary>
    public long Number => header.Number;

    /// <summary>The sequence of the first event.</summary>
    public long First => header.First;

    /// <summary>The ids of the outputs that its frames name by number.</summary>
    public IReadOnlyList<string> Outputs => header.Outputs;

    /// <summary>Where its first frame is.</summary>
    public int HeaderBytes => headerBytes;

    /// <summary>The file's path.</summary>
    public string Path => path;

    /// <summary>The file.</summary>
    public QueueFile File => file;

    /// <summary>Bytes that may be read: up to the end of the last frame.</summary>
    public long Length => Volatile.Read(ref _length);

    /// <summary>The sequence after its last event.</summary>
    public long End => Volatile.Read(ref _end);

    /// <summary>Whether nothing is appended any more. Read before <see cref="Length"/>, so that what is seen then is all.</summary>
    public bool IsClosed => _isClosed;

    /// <summary>Writes the header once more.</summary>
    public void RewriteHeader() => file.Write(header.ToBytes(), 0);

    /// <summary>Shows what was appended.</summary>
    public void Extend(long length, long end)
    {
        Volatile.Write(ref _end, end);
        Volatile.Write(ref _length, length);
    }

    /// <summary>Notes that nothing is appended any more.</summary>
    public void Close() => _isClosed = true;
}

namespace El4k.Collector.Queue.Disk;

/// <summary>What the disk queue does to files.</summary>
/// <remarks>A seam for tests, which let calls fail. Nothing is durable before the file, and for new names the folder, is synced. Safe for all threads.</remarks>
internal abstract class QueueStorage
{
    /// <summary>The operating system's files.</summary>
    public static QueueStorage Disk { get; } = new DiskStorage();

    /// <summary>Makes a folder, and those above it.</summary>
    public abstract void CreateFolder(string path);

    /// <summary>The paths of the files in a folder; none when it is not there.</summary>
    public abstract IReadOnlyList<string> Files(string folder);

    /// <summary>Makes a file; one of that name must not be there.</summary>
    public abstract QueueFile Create(string path);

    /// <summary>Opens a file that is there.</summary>
    public abstract QueueFile Open(string path);

    /// <summary>Gives a file another name, over a file of that name if there is one.</summary>
    public abstract void Move(string from, string to);

    /// <summary>Deletes a file; none there is no error.</summary>
    public abstract void Delete(string path);

    /// <summary>Makes the names in a folder durable.</summary>
    public abstract void SyncFolder(string path);

    /// <summary>Takes a lock that ends with the process at the latest.</summary>
    /// <returns>Null when another process has it.</returns>
    public abstract IDisposable? TryLock(string path);
}

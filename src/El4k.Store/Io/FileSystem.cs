namespace El4k.Store.Io;

/// <summary>What the store does to files when it writes. Reading goes to the files directly.</summary>
/// <remarks>A seam for tests, which make the n-th call fail. Nothing is durable before the file, and for new names the folder, is synced.</remarks>
internal abstract class FileSystem
{
    /// <summary>The disk.</summary>
    public static FileSystem Disk { get; } = new DiskFileSystem();

    /// <summary>Makes a folder, and those above it.</summary>
    public abstract void CreateDirectory(string path);

    /// <summary>Makes a file; one of that name must not be there.</summary>
    public abstract AppendFile Create(string path);

    /// <summary>Cuts a file to a length and syncs it.</summary>
    public abstract void Truncate(string path, long length);

    /// <summary>Gives a file or folder another name, over a file of that name if there is one.</summary>
    public abstract void Move(string from, string to);

    /// <summary>Deletes a file; none there is no error.</summary>
    public abstract void Delete(string path);

    /// <summary>Deletes a folder with all in it. What cannot be deleted now, because it is open, stays without an error.</summary>
    public abstract void DeleteDirectory(string path);

    /// <summary>Makes the names in a folder durable: of files created, moved and deleted.</summary>
    public abstract void SyncDirectory(string path);

    /// <summary>Replaces a file's content so that after a crash it is the old or the new, whole.</summary>
    public void Replace(string path, ReadOnlySpan<byte> content)
    {
        var fresh = path + ".new";
        Delete(fresh);
        using (var file = Create(fresh))
        {
            file.Write(content);
            file.Sync();
        }

        Move(fresh, path);
        SyncDirectory(Path.GetDirectoryName(path)!);
    }
}

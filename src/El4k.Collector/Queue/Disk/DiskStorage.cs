using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace El4k.Collector.Queue.Disk;

/// <summary>The operating system's files.</summary>
internal sealed partial class DiskStorage : QueueStorage
{
    /// <inheritdoc/>
    public override void CreateFolder(string path) => Directory.CreateDirectory(path);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Files(string folder) => Directory.Exists(folder) ? Directory.GetFiles(folder) : [];

    /// <inheritdoc/>
    public override QueueFile Create(string path) => new DiskFile(path, FileMode.CreateNew);

    /// <inheritdoc/>
    public override QueueFile Open(string path) => new DiskFile(path, FileMode.Open);

    /// <inheritdoc/>
    public override void Move(string from, string to) => File.Move(from, to, overwrite: true);

    /// <inheritdoc/>
    public override void Delete(string path) => File.Delete(path);

    /// <inheritdoc/>
    public override void SyncFolder(string path)
    {
        // Windows writes changes of folders through its journal; there is nothing to call.
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        int descriptor = OpenFolder(path, 0);
        if (descriptor < 0)
        {
            throw new IOException($"{path}: the folder cannot be opened to sync it", new Win32Exception(Marshal.GetLastPInvokeError()));
        }

        bool isSynced = SyncDescriptor(descriptor) == 0;
        int error = Marshal.GetLastPInvokeError();
        _ = CloseDescriptor(descriptor);
        if (!isSynced)
        {
            throw new IOException($"{path}: the folder cannot be synced", new Win32Exception(error));
        }
    }

    /// <inheritdoc/>
    public override IDisposable? TryLock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFolder(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int SyncDescriptor(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int CloseDescriptor(int descriptor);

    private sealed class DiskFile(string path, FileMode mode) : QueueFile
    {
        private readonly SafeFileHandle _handle = File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);

        public override long Length => RandomAccess.GetLength(_handle);

        public override int Read(Span<byte> bytes, long offset)
        {
            int read = 0;
            while (read < bytes.Length)
            {
                int more = RandomAccess.Read(_handle, bytes[read..], offset + read);
                if (more == 0)
                {
                    break;
                }

                read += more;
            }

            return read;
        }

        public override void Write(ReadOnlySpan<byte> bytes, long offset) => RandomAccess.Write(_handle, bytes, offset);

        public override void Truncate(long length) => RandomAccess.SetLength(_handle, length);

        public override void Sync() => RandomAccess.FlushToDisk(_handle);

        public override void Dispose() => _handle.Dispose();
    }
}

using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace El4k.Store.Io;

/// <summary>The operating system's files.</summary>
internal sealed partial class DiskFileSystem : FileSystem
{
    /// <inheritdoc/>
    public override void CreateDirectory(string path) => Directory.CreateDirectory(path);

    /// <inheritdoc/>
    public override AppendFile Create(string path) => new DiskAppendFile(path);

    /// <inheritdoc/>
    public override void Truncate(string path, long length)
    {
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.SetLength(handle, length);
        RandomAccess.FlushToDisk(handle);
    }

    /// <inheritdoc/>
    public override void Move(string from, string to)
    {
        if (Directory.Exists(from))
        {
            Directory.Move(from, to);
        }
        else
        {
            File.Move(from, to, overwrite: true);
        }
    }

    /// <inheritdoc/>
    public override void Delete(string path) => File.Delete(path);

    /// <inheritdoc/>
    public override void DeleteDirectory(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Windows keeps files that are mapped; the store deletes what is left when it is opened next.
        }
    }

    /// <inheritdoc/>
    public override void SyncDirectory(string path)
    {
        // Windows writes directory changes through its journal; there is nothing to call.
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(path, 0);
        if (descriptor < 0)
        {
            throw new IOException($"{path}: cannot open the folder to sync it", new Win32Exception(Marshal.GetLastPInvokeError()));
        }

        try
        {
            if (Sync(descriptor) != 0)
            {
                throw new IOException($"{path}: cannot sync the folder", new Win32Exception(Marshal.GetLastPInvokeError()));
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);

    private sealed class DiskAppendFile(string path) : AppendFile
    {
        private readonly SafeFileHandle _handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete);
        private long _length;

        public override long Length => _length;

        public override void Write(ReadOnlySpan<byte> bytes)
        {
            RandomAccess.Write(_handle, bytes, _length);
            _length += bytes.Length;
        }

        public override void Sync() => RandomAccess.FlushToDisk(_handle);

        public override void Dispose() => _handle.Dispose();
    }
}

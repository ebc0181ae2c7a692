using El4k.Store.Io;

namespace El4k.Store.Tests.Io;

/// <summary>The disk, until a chosen call fails, and every one after it: half of what was to be written is written, as on a full disk.</summary>
internal sealed class FlakyFileSystem(int failingCall) : FileSystem
{
    private int _calls;

    /// <summary>Calls so far.</summary>
    public int Calls => _calls;

    public override void CreateDirectory(string path) => Disk.CreateDirectory(path);

    public override AppendFile Create(string path)
    {
        Count();
        return new FlakyFile(this, Disk.Create(path));
    }

    public override void Truncate(string path, long length)
    {
        Count();
        Disk.Truncate(path, length);
    }

    public override void Move(string from, string to)
    {
        Count();
        Disk.Move(from, to);
    }

    public override void Delete(string path) => Disk.Delete(path);

    public override void DeleteDirectory(string path) => Disk.DeleteDirectory(path);

    public override void SyncDirectory(string path)
    {
        Count();
        Disk.SyncDirectory(path);
    }

    private bool Fails() => Interlocked.Increment(ref _calls) >= failingCall;

    private void Count()
    {
        if (Fails())
        {
            throw new IOException("No space left on device");
        }
    }

    private sealed class FlakyFile(FlakyFileSystem owner, AppendFile file) : AppendFile
    {
        public override long Length => file.Length;

        public override void Write(ReadOnlySpan<byte> bytes)
        {
            if (owner.Fails())
            {
                file.Write(bytes[..(bytes.Length / 2)]);
                throw new IOException("No space left on device");
            }

            file.Write(bytes);
        }

        public override void Sync()
        {
            owner.Count();
            file.Sync();
        }

        public override void Dispose() => file.Dispose();
    }
}

using El4k.Collector.Queue.Disk;

namespace El4k.Collector.Tests.Queue.Disk;

/// <summary>The disk, whose first sync of the cursors, at a stop, fails with what nobody expects of a disk.</summary>
internal sealed class BrokenCursorStorage : QueueStorage
{
    private int _syncs;

    /// <summary>Whether the failure has come.</summary>
    public bool HasFailed => Volatile.Read(ref _syncs) > 0;

    public override void CreateFolder(string path) => Disk.CreateFolder(path);

    public override IReadOnlyList<string> Files(string folder) => Disk.Files(folder);

    public override QueueFile Create(string path) => Wrap(path, Disk.Create(path));

    public override QueueFile Open(string path) => Wrap(path, Disk.Open(path));

    public override void Move(string from, string to) => Disk.Move(from, to);

    public override void Delete(string path) => Disk.Delete(path);

    public override void SyncFolder(string path) => Disk.SyncFolder(path);

    public override IDisposable? TryLock(string path) => Disk.TryLock(path);

    private QueueFile Wrap(string path, QueueFile file) => Path.GetFileName(path) == CursorFile.Name ? new Cursors(this, file) : file;

    private sealed class Cursors(BrokenCursorStorage owner, QueueFile file) : QueueFile
    {
        public override long Length => file.Length;

        public override int Read(Span<byte> bytes, long offset) => file.Read(bytes, offset);

        public override void Write(ReadOnlySpan<byte> bytes, long offset) => file.Write(bytes, offset);

        public override void Truncate(long length) => file.Truncate(length);

        public override void Sync()
        {
            if (Interlocked.Increment(ref owner._syncs) == 1)
            {
                throw new InvalidOperationException("planted");
            }

            file.Sync();
        }

        public override void Dispose() => file.Dispose();
    }
}

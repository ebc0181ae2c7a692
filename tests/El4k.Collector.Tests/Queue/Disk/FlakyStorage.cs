using System.Collections.Concurrent;
using El4k.Collector.Queue.Disk;

namespace El4k.Collector.Tests.Queue.Disk;

/// <summary>The disk, some of whose calls fail: of a write half of the bytes are written, as on a full disk.</summary>
/// <param name="firstFailure">The number of the first call that fails.</param>
/// <param name="failures">How many fail from there on.</param>
internal sealed class FlakyStorage(int firstFailure, int failures = int.MaxValue) : QueueStorage
{
    private int _calls;
    private int _fileSyncs;
    private bool _failsSyncs = true;

    /// <summary>Calls so far that could have failed.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Syncs of files so far.</summary>
    public int FileSyncs => Volatile.Read(ref _fileSyncs);

    /// <summary>The folders whose names were synced.</summary>
    public ConcurrentQueue<string> SyncedFolders { get; } = new();

    /// <summary>When set, only syncs of files count and fail.</summary>
    public bool OnlySyncs { get; init; }

    /// <summary>Ends the failures.</summary>
    public void Heal() => _failsSyncs = false;

    public override void CreateFolder(string path) => Disk.CreateFolder(path);

    public override IReadOnlyList<string> Files(string folder) => Disk.Files(folder);

    public override QueueFile Create(string path)
    {
        Count();
        return new FlakyFile(this, Disk.Create(path));
    }

    public override QueueFile Open(string path) => new FlakyFile(this, Disk.Open(path));

    public override void Move(string from, string to)
    {
        Count();
        Disk.Move(from, to);
    }

    public override void Delete(string path) => Disk.Delete(path);

    public override void SyncFolder(string path)
    {
        Count();
        Disk.SyncFolder(path);
        SyncedFolders.Enqueue(path);
    }

    public override IDisposable? TryLock(string path) => Disk.TryLock(path);

    private bool Fails()
    {
        int call = Interlocked.Increment(ref _calls);
        return _failsSyncs && call >= firstFailure && call - firstFailure < failures;
    }

    private void Count()
    {
        if (!OnlySyncs && Fails())
        {
            throw new IOException("No space left on device");
        }
    }

    private sealed class FlakyFile(FlakyStorage owner, QueueFile file) : QueueFile
    {
        public override long Length => file.Length;

        public override int Read(Span<byte> bytes, long offset) => file.Read(bytes, offset);

        public override void Write(ReadOnlySpan<byte> bytes, long offset)
        {
            if (!owner.OnlySyncs && owner.Fails())
            {
                file.Write(bytes[..(bytes.Length / 2)], offset);
                throw new IOException("No space left on device");
            }

            file.Write(bytes, offset);
        }

        public override void Truncate(long length) => file.Truncate(length);

        public override void Sync()
        {
            Interlocked.Increment(ref owner._fileSyncs);
            if (owner.Fails())
            {
                throw new IOException("No space left on device");
            }

            file.Sync();
        }

        public override void Dispose() => file.Dispose();
    }
}

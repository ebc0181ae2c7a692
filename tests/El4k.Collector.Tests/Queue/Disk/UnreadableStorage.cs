using El4k.Collector.Queue.Disk;

namespace El4k.Collector.Tests.Queue.Disk;

/// <summary>The disk, whose pages cannot be read the first times.</summary>
/// <param name="failures">How many reads fail.</param>
internal sealed class UnreadableStorage(int failures) : QueueStorage
{
    private int _left = failures;
    private int _refused;

    /// <summary>The name of the one file, found there, that cannot be read; null for all that are made.</summary>
    public string? Found { get; init; }

    /// <summary>Where in the file reads begin to fail.</summary>
    public long FailsFrom { get; init; }

    /// <summary>Bytes that can never be read, as those of a bad sector: a read that touches one fails.</summary>
    public IReadOnlyList<(long From, long To)> Bad { get; init; } = [];

    /// <summary>Reads that touched <see cref="Bad"/>.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <summary>Reads that are still to fail.</summary>
    public int FailuresLeft => Math.Max(0, Volatile.Read(ref _left));

    public override void CreateFolder(string path) => Disk.CreateFolder(path);

    public override IReadOnlyList<string> Files(string folder) => Disk.Files(folder);

    public override QueueFile Create(string path) => Found is null ? new UnreadableFile(this, Disk.Create(path)) : Disk.Create(path);

    public override QueueFile Open(string path) => Path.GetFileName(path) == Found ? new UnreadableFile(this, Disk.Open(path)) : Disk.Open(path);

    public override void Move(string from, string to) => Disk.Move(from, to);

    public override void Delete(string path) => Disk.Delete(path);

    public override void SyncFolder(string path) => Disk.SyncFolder(path);

    public override IDisposable? TryLock(string path) => Disk.TryLock(path);

    private sealed class UnreadableFile(UnreadableStorage owner, QueueFile file) : QueueFile
    {
        public override long Length => file.Length;

        public override int Read(Span<byte> bytes, long offset) => Touches(offset, offset + bytes.Length) ||
            (offset >= owner.FailsFrom && Interlocked.Decrement(ref owner._left) >= 0) ? throw new IOException("Input/output error") : file.Read(bytes, offset);

        private bool Touches(long from, long to) =>
            owner.Bad.Any(bad => from < bad.To && to > bad.From) && Interlocked.Increment(ref owner._refused) > 0;

        public override void Write(ReadOnlySpan<byte> bytes, long offset) => file.Write(bytes, offset);

        public override void Truncate(long length) => file.Truncate(length);

        public override void Sync() => file.Sync();

        public override void Dispose() => file.Dispose();
    }
}

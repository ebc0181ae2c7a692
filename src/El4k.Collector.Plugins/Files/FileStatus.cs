using System.Runtime.InteropServices;
using System.Text;

namespace El4k.Collector.Plugins.Files;

/// <summary>A file as the file system describes it at one moment.</summary>
/// <param name="Identity">What it is.</param>
/// <param name="Links">How many names it has; 0 when it was deleted and is only open still. Always 1 on systems other than Linux.</param>
/// <param name="IsPipe">Whether it is a pipe, whose bytes can be read once. Not known on systems other than Linux.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Written">When it was last written to, UTC.</param>
/// <param name="Born">When it was made, UTC; null where the file system does not say.</param>
internal readonly record struct FileStatus(FileIdentity Identity, uint Links, bool IsPipe, long Length, DateTime Written, DateTime? Born)
{
    // The layout of struct statx is the same on every architecture of Linux.
    private const int CurrentFolder = -100;
    private const int EmptyPath = 0x1000;
    private const uint BasicAndBirth = 0xFFF;
    private const int StatusBytes = 256;
    private const int ShortNameBytes = 512;
    private const uint HasBirth = 0x800;
    private const int TypeBits = 0xF000;
    private const int PipeType = 0x1000;

    /// <summary>Looks at a path.</summary>
    /// <returns>False when there is no file, or none that may be looked at.</returns>
    public static bool TryRead(string path, out FileStatus status) => OperatingSystem.IsLinux() ? TryReadLinux(path, out status) : TryReadPortable(path, out status);

    /// <summary>Looks at an open file: its path may lead to another one by now.</summary>
    /// <exception cref="IOException">The file cannot be looked at.</exception>
    public static FileStatus Of(FileStream file)
    {
        if (OperatingSystem.IsLinux())
        {
            Span<byte> buffer = stackalloc byte[StatusBytes];
            byte noName = 0;
            return StatxOpen(file.SafeFileHandle, ref noName, EmptyPath, BasicAndBirth, ref buffer[0]) == 0
                ? Decode(buffer)
                : throw new IOException($"{file.Name} cannot be looked at (error {Marshal.GetLastPInvokeError()}).");
        }

        return TryReadPortable(file.Name, out var status) ? status : throw new FileNotFoundException($"{file.Name} is gone.");
    }

    private static bool TryReadLinux(string path, out FileStatus status)
    {
        Span<byte> buffer = stackalloc byte[StatusBytes];
        var bytes = Encoding.UTF8.GetMaxByteCount(path.Length) + 1;
        var name = bytes <= ShortNameBytes ? stackalloc byte[ShortNameBytes] : new byte[bytes];
        name[Encoding.UTF8.GetBytes(path, name)] = 0;
        var isThere = Statx(CurrentFolder, ref name[0], 0, BasicAndBirth, ref buffer[0]) == 0;
        status = isThere ? Decode(buffer) : default;
        return isThere;
    }

    private static FileStatus Decode(ReadOnlySpan<byte> buffer) => new(
            new FileIdentity(MemoryMarshal.Read<ulong>(buffer[32..]), MemoryMarshal.Read<uint>(buffer[136..]), MemoryMarshal.Read<uint>(buffer[140..])),
            MemoryMarshal.Read<uint>(buffer[16..]),
            (MemoryMarshal.Read<ushort>(buffer[28..]) & TypeBits) == PipeType,
            MemoryMarshal.Read<long>(buffer[40..]),
            TimeAt(buffer, 112),
            (MemoryMarshal.Read<uint>(buffer) & HasBirth) != 0 ? TimeAt(buffer, 80) : null);

    // Elsewhere a path and the time it was made stand for the file: a renamed file counts as another.
    private static bool TryReadPortable(string path, out FileStatus status)
    {
        var file = new FileInfo(path);
        status = default;
        if (!file.Exists)
        {
            return false;
        }

        status = new FileStatus(new FileIdentity((ulong)file.CreationTimeUtc.Ticks, StableHash(path), 0), 1, false, file.Length, file.LastWriteTimeUtc, file.CreationTimeUtc);
        return true;
    }

    private static uint StableHash(string text)
    {
        // FNV-1a: the runtime's own hash is another one in each process.
        var hash = 2166136261u;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 16777619u;
        }

        return hash;
    }

    private static DateTime TimeAt(ReadOnlySpan<byte> buffer, int offset) =>
        DateTime.UnixEpoch.AddTicks((MemoryMarshal.Read<long>(buffer[offset..]) * TimeSpan.TicksPerSecond) + (MemoryMarshal.Read<uint>(buffer[(offset + 8)..]) / 100));

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int folder, ref byte path, int flags, uint mask, ref byte buffer);

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int StatxOpen(SafeHandle file, ref byte path, int flags, uint mask, ref byte buffer);
}

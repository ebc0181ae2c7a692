using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace El4k.Collector.Plugins.Inputs.File;

/// <summary>The first bytes of a file, by which other content under the same inode is told apart: after an inode was used again, or a file was emptied and filled anew.</summary>
/// <param name="Length">How many bytes.</param>
/// <param name="Hash">The SHA-256 of these bytes, hexadecimal.</param>
internal readonly record struct FileHead(int Length, string Hash)
{
    /// <summary>The most bytes that are looked at: enough to tell log files apart by their first lines, few enough to look again at each read.</summary>
    public const int MostBytes = 256;

    /// <summary>The head of what has been read of a file.</summary>
    /// <param name="file">The open file.</param>
    /// <param name="offset">How far it has been read: bytes beyond may still be in the making.</param>
    public static FileHead Of(SafeFileHandle file, long offset)
    {
        Span<byte> head = stackalloc byte[(int)Math.Min(offset, MostBytes)];
        var read = RandomAccess.Read(file, head, 0);
        return new FileHead(read, Convert.ToHexStringLower(SHA256.HashData(head[..read])));
    }

    /// <summary>Whether the file still begins like this.</summary>
    public bool IsOf(SafeFileHandle file) => Length == 0 || Of(file, Length) == this;
}

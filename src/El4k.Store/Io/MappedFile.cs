using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace El4k.Store.Io;

/// <summary>A finished file, mapped into memory.</summary>
/// <remarks>
/// The file's length is checked before it is mapped and never changes after, since reading a mapping beyond a file's end kills the process.
/// Spans must not be used after <see cref="Dispose"/>; owners count their readers.
/// </remarks>
internal sealed unsafe class MappedFile : IDisposable
{
    private readonly SafeFileHandle _handle;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;

    /// <summary>Maps a file.</summary>
    /// <exception cref="CorruptFileException">Its length is not the expected one.</exception>
    public MappedFile(string path, long expectedLength)
    {
        Path = path;
        Length = expectedLength;
        _handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        var length = RandomAccess.GetLength(_handle);
        if (length != expectedLength || length == 0)
        {
            _handle.Dispose();
            throw new CorruptFileException(path, "length", $"the file has {length} bytes, {expectedLength} are expected");
        }

        _file = MemoryMappedFile.CreateFromFile(_handle, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        _view = _file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
    }

    /// <summary>Where the file is.</summary>
    public string Path { get; }

    /// <summary>Its length.</summary>
    public long Length { get; }

    /// <summary>Bytes of the mapping.</summary>
    public ReadOnlySpan<byte> Slice(long offset, int length)
    {
        if (offset < 0 || length < 0 || offset > Length - length)
        {
            throw new CorruptFileException(Path, $"{length} bytes at {offset}", $"lie outside the file of {Length} bytes");
        }

        return new ReadOnlySpan<byte>(_start + offset, length);
    }

    /// <summary>Reads bytes without the mapping; for what is read once, so that it does not stay in the process's memory.</summary>
    public void Read(long offset, Span<byte> destination)
    {
        var done = 0;
        while (done < destination.Length)
        {
            var read = RandomAccess.Read(_handle, destination[done..], offset + done);
            if (read == 0)
            {
                throw new CorruptFileException(Path, $"{destination.Length} bytes at {offset}", "the file ends before");
            }

            done += read;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
        _handle.Dispose();
    }
}

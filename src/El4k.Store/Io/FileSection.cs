namespace El4k.Store.Io;

/// <summary>A named part of a mapped file whose checksum is compared when it is first used.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed class FileSection(MappedFile file, string description, long offset, long length, uint checksum)
{
    private int _isVerified;

    /// <summary>What it is, for messages.</summary>
    public string Description => description;

    /// <summary>Where it begins in the file.</summary>
    public long Offset => offset;

    /// <summary>Its length.</summary>
    public long Length => length;

    /// <summary>The file it is in.</summary>
    public MappedFile File => file;

    /// <summary>The section's bytes. The same call later gives the same memory, so slices may be taken anew instead of kept.</summary>
    /// <exception cref="CorruptFileException">They do not match the checksum.</exception>
    public ReadOnlySpan<byte> Bytes
    {
        get
        {
            if (length > int.MaxValue)
            {
                throw new CorruptFileException(file.Path, description, $"{length} bytes are too many to be read at once");
            }

            var bytes = file.Slice(offset, (int)length);
            if (Volatile.Read(ref _isVerified) == 0)
            {
                if (Crc32C.Of(bytes) != checksum)
                {
                    throw Corrupt("the checksum does not match");
                }

                Volatile.Write(ref _isVerified, 1);
            }

            return bytes;
        }
    }

    /// <summary>The error for content that makes no sense.</summary>
    public CorruptFileException Corrupt(string problem) => new(file.Path, description, problem);
}

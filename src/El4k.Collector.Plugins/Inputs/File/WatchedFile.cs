using System.IO.Compression;
using System.Text;
using El4k.Collector.Plugins.Files;

namespace El4k.Collector.Plugins.Inputs.File;

/// <summary>One file that is followed: how far it has been read, its codec, and its handle while it is open. Used by one thread; what is delivered is noted from others.</summary>
internal sealed class WatchedFile(string path, FileStatus status, bool isPacked) : IDisposable
{
    private readonly Lock _turn = new();
    private FileStream? _file;
    private GZipStream? _unpacked;

    /// <summary>What the file is.</summary>
    public FileIdentity Identity { get; } = status.Identity;

    /// <summary>Its present path.</summary>
    public string Path { get; private set; } = path;

    /// <summary>Its present path in UTF-8.</summary>
    public byte[] PathText { get; private set; } = Encoding.UTF8.GetBytes(path);

    /// <summary>The file as it was when it was last looked at.</summary>
    public FileStatus Status { get; set; } = status;

    /// <summary>Whether its text has to be unpacked; then it is read as a whole or not at all.</summary>
    public bool IsPacked => isPacked;

    /// <summary>How many bytes of it have been read; of a packed file its length once all has been.</summary>
    public long Offset { get; private set; }

    /// <summary>How it begins.</summary>
    public FileHead Head { get; private set; }

    /// <summary>When it was last written to, as of the last time it was read.</summary>
    public DateTime ReadAsWritten { get; set; }

    /// <summary>When bytes last came, as a timestamp of the clock.</summary>
    public long LastRead { get; set; }

    /// <summary>Whether it is passed over until it changes, because it is too old.</summary>
    public bool IsIgnored { get; set; }

    /// <summary>What could not be done with it the last time; null when all went well.</summary>
    public string? LastError { get; set; }

    /// <summary>Whether it is open.</summary>
    public bool IsOpen => _file is not null;

    /// <summary>Decodes its bytes; holds the unfinished line between two reads.</summary>
    public ICodec? Codec { get; private set; }

    /// <summary>Follows what of it is delivered.</summary>
    public DeliveryOrder? Order { get; private set; }

    /// <summary>What is done about it once it is delivered; null until it has been read to its end.</summary>
    public Task? Completing { get; set; }

    /// <summary>Up to where its events are published: unfinished lines are read again after a restart.</summary>
    public long Position => IsPacked ? 0 : Offset - (Codec?.UnfinishedBytes ?? 0);

    /// <summary>Its present length: of the open file, else as it was last seen.</summary>
    public long Length => _file is null ? Status.Length : RandomAccess.GetLength(_file.SafeFileHandle);

    /// <summary>The file has been found under another name.</summary>
    public void MoveTo(string newPath)
    {
        Path = newPath;
        PathText = Encoding.UTF8.GetBytes(newPath);
    }

    /// <summary>Begins to read at an offset, with nothing held.</summary>
    public void Begin(long offset, FileHead head, ICodec codec, DeliveryOrder order)
    {
        Offset = offset;
        Head = head;
        Codec = codec;
        Order?.Close();
        lock (_turn)
        {
            Order = order;
        }
    }

    /// <summary>Takes note of a delivery, unless the file has been begun anew since: then the offset means nothing any more. Called on any thread.</summary>
    public void NoteDelivery(DeliveryOrder order, Action note)
    {
        lock (_turn)
        {
            if (Order == order)
            {
                note();
            }
        }
    }

    /// <summary>Opens the file.</summary>
    /// <returns>False when the path leads to another file by now.</returns>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public bool TryOpen()
    {
        var file = new FileStream(Path, System.IO.FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, useAsync: false);
        if (FileStatus.Of(file).Identity != Identity)
        {
            file.Dispose();
            return false;
        }

        _file = file;
        _unpacked = isPacked ? new GZipStream(file, CompressionMode.Decompress) : null;
        return true;
    }

    /// <summary>Whether the open file still begins as it did.</summary>
    public bool HasSameHead() => Head.IsOf(_file!.SafeFileHandle);

    /// <summary>Reads what comes next.</summary>
    /// <returns>The number of bytes; 0 at the end, as it is now.</returns>
    /// <exception cref="InvalidDataException">A packed file is damaged.</exception>
    public int Read(Span<byte> buffer)
    {
        if (_unpacked is not null)
        {
            return _unpacked.Read(buffer);
        }

        var count = RandomAccess.Read(_file!.SafeFileHandle, buffer, Offset);
        Offset += count;
        return count;
    }

    /// <summary>After reading: learns more of the head while the file is short.</summary>
    public void LearnHead()
    {
        if (!isPacked && Head.Length < FileHead.MostBytes && Offset > Head.Length)
        {
            Head = FileHead.Of(_file!.SafeFileHandle, Offset);
        }
    }

    /// <summary>The end of a packed file has been reached: its length stands for it.</summary>
    public void EndPacked() => Offset = _file!.Length;

    /// <summary>Closes the handle; what is known of the file stays.</summary>
    public void Close()
    {
        _unpacked?.Dispose();
        _file?.Dispose();
        _unpacked = null;
        _file = null;
    }

    /// <inheritdoc/>
    public void Dispose() => Close();
}

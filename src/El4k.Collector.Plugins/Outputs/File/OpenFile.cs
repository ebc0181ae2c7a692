using System.IO.Compression;
using El4k.Collector.Plugins.Files;

namespace El4k.Collector.Plugins.Outputs.File;

/// <summary>A file that is written to. Used by one thread at a time.</summary>
/// <remarks>A write is whole or taken back; a packed file is a series of gzip members, one a write, so that it can be read up to the last write whatever happens.</remarks>
internal sealed class OpenFile : IDisposable
{
    private readonly FileStream _stream;
    private readonly bool _isPacked;
    private readonly SemaphoreSlim _turn;
    private readonly FileIdentity _identity;

    /// <param name="stream">The file; owned from now on.</param>
    /// <param name="isPacked">Whether it is packed by gzip.</param>
    /// <param name="turn">Who holds it may write; others may have the file open too.</param>
    /// <param name="now">The clock's timestamp.</param>
    /// <exception cref="IOException">The file cannot be looked at.</exception>
    public OpenFile(FileStream stream, bool isPacked, SemaphoreSlim turn, long now)
    {
        _stream = stream;
        _isPacked = isPacked;
        _turn = turn;
        _identity = FileStatus.Of(stream).Identity;
        UsedAt = now;
    }

    /// <summary>When it was written to last, as the clock's timestamp.</summary>
    public long UsedAt { get; private set; }

    /// <summary>Whether something was written that a loss of power could take.</summary>
    public bool IsUnsafe { get; private set; }

    /// <summary>Whether this is the file that a path leads to; not so once it was deleted, or moved away by the rotation of logs.</summary>
    public bool IsAt(string path) => FileStatus.TryRead(path, out var there) && there.Identity == _identity;

    /// <summary>Whether it has no name any more: what is written to it, nobody can read.</summary>
    /// <exception cref="IOException">The file cannot be looked at.</exception>
    public bool IsDeleted() => FileStatus.Of(_stream).Links == 0;

    /// <summary>Writes at the end, or in place of all there is.</summary>
    /// <exception cref="IOException">It could not be written; the file is as it was, as far as the system lets it be.</exception>
    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, bool inPlaceOfAll, long now, CancellationToken cancellation)
    {
        UsedAt = now;
        var packed = _isPacked ? Pack(bytes) : bytes;
        if (!_stream.CanSeek)
        {
            // A pipe has no end to be found, and its reader may let us wait: nobody else shall wait along.
            await _stream.WriteAsync(packed, cancellation).ConfigureAwait(false);
            return;
        }

        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await WriteInTurnAsync(packed, inPlaceOfAll, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }

        IsUnsafe = true;
    }

    /// <summary>Makes what was written safe against a loss of power.</summary>
    public void MakeSafe()
    {
        if (IsUnsafe)
        {
            _stream.Flush(flushToDisk: true);
            IsUnsafe = false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private async Task WriteInTurnAsync(ReadOnlyMemory<byte> packed, bool inPlaceOfAll, CancellationToken cancellation)
    {
        if (inPlaceOfAll)
        {
            _stream.SetLength(0);
        }

        var end = _stream.Length;
        _stream.Position = end;
        try
        {
            await _stream.WriteAsync(packed, cancellation).ConfigureAwait(false);
        }
        catch
        {
            // Half an event would make the next one unreadable too.
            _stream.SetLength(end);
            throw;
        }
    }

    private static ReadOnlyMemory<byte> Pack(ReadOnlyMemory<byte> bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(bytes.Span);
        }

        return packed.GetBuffer().AsMemory(0, (int)packed.Length);
    }
}

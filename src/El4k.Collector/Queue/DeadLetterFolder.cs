using System.Buffers;
using System.Globalization;
using El4k.Collector.Events;
using El4k.Collector.Plugins;

namespace El4k.Collector.Queue;

/// <summary>Dead letters in files of a folder, one JSON object a line: <c>time</c>, <c>plugin</c>, <c>reason</c>, <c>event</c> and, if there is any, <c>metadata</c>.</summary>
/// <remarks>
/// A letter is with the operating system when its task ends, so killing the process loses none; a loss of power may lose the latest. Files are
/// <c>dead-letters-000001.ndjson</c> and so on, a new one after 16 MiB or a restart; when the folder is over its bound the oldest file is deleted, with an error in the log. Safe for all threads.
/// </remarks>
public sealed class DeadLetterFolder : IDeadLetters, IAsyncDisposable
{
    private const string Pattern = "dead-letters-*.ndjson";

    private readonly string _folder;
    private readonly ILog _log;
    private readonly TimeProvider _clock;
    private readonly long _maxBytes;
    private readonly long _maxFileBytes;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly ArrayBufferWriter<byte> _line = new(4096);
    private FileStream? _file;
    private long _written;

    /// <summary>Makes the place; nothing is created before the first letter.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="log">Told of each first letter of a file, and of deleted files.</param>
    /// <param name="clock">Dates the letters.</param>
    /// <param name="maxBytes">The bound of the folder.</param>
    /// <param name="maxFileBytes">The bound of a file.</param>
    public DeadLetterFolder(string folder, ILog log, TimeProvider clock, long maxBytes = 1L << 30, long maxFileBytes = 16L << 20)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        _folder = folder;
        _log = log;
        _clock = clock;
        _maxBytes = maxBytes;
        _maxFileBytes = maxFileBytes;
    }

    /// <summary>Letters written since this object was made.</summary>
    public long Written => Interlocked.Read(ref _written);

    /// <inheritdoc/>
    public async ValueTask AddAsync(string pluginId, Event refused, string reason)
    {
        ArgumentNullException.ThrowIfNull(refused);
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            FileStream file = _file is { } open && open.Length < _maxFileBytes ? open : await NextFileAsync(reason).ConfigureAwait(false);
            _line.ResetWrittenCount();
            WriteLine(pluginId, refused, reason);
            await WriteWholeAsync(file).ConfigureAwait(false);
            Interlocked.Increment(ref _written);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await CloseFileAsync().ConfigureAwait(false);
        _gate.Dispose();
    }

    private async ValueTask WriteWholeAsync(FileStream file)
    {
        try
        {
            await file.WriteAsync(_line.WrittenMemory).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // A part of the line may be there: the next letter goes to a file of its own, so that it stays whole.
            await CloseFileAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async ValueTask CloseFileAsync()
    {
        if (_file is { } open)
        {
            // Forgotten first: what cannot be closed cannot be written either.
            _file = null;
            await open.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void WriteLine(string pluginId, Event refused, string reason)
    {
        _line.Write("{\"time\":"u8);
        JsonValue.Write(Timestamp.Now(_clock), _line);
        _line.Write(",\"plugin\":"u8);
        JsonValue.Write(pluginId, _line);
        _line.Write(",\"reason\":"u8);
        JsonValue.Write(reason, _line);
        _line.Write(",\"event\":"u8);
        refused.WriteJson(_line);
        if (refused.Metadata.Count > 0)
        {
            _line.Write(",\"metadata\":"u8);
            JsonValue.Write(refused.Metadata, _line);
        }

        _line.Write("}\n"u8);
    }

    private async ValueTask<FileStream> NextFileAsync(string reason)
    {
        await CloseFileAsync().ConfigureAwait(false);
        Directory.CreateDirectory(_folder);
        FileInfo[] files = [.. new DirectoryInfo(_folder).GetFiles(Pattern).OrderBy(file => file.Name, StringComparer.Ordinal)];
        DeleteOldest(files);
        int last = files.Select(file => NumberOf(file.Name)).DefaultIfEmpty().Max();
        string path = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"dead-letters-{last + 1:D6}.ndjson"));
        _log.Write(LogSeverity.Warning, "dead letters", $"An output refused an event for good; it is kept in {path}. The reason: {reason}");

        // No buffer of our own: what WriteAsync has taken is with the operating system.
        _file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0, useAsync: true);
        return _file;
    }

    private void DeleteOldest(FileInfo[] files)
    {
        long total = files.Sum(file => file.Length);
        foreach (FileInfo oldest in files)
        {
            if (total + _maxFileBytes <= _maxBytes)
            {
                return;
            }

            total -= oldest.Length;
            oldest.Delete();
            _log.Write(LogSeverity.Error, "dead letters", $"The dead letters are over {_maxBytes} bytes: the oldest, {oldest.FullName}, were deleted.");
        }
    }

    private static int NumberOf(string name) =>
        int.TryParse(name.AsSpan("dead-letters-".Length, 6), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
}

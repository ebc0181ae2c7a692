using System.Buffers;
using System.Collections.Concurrent;
using El4k.Collector.Events;
using El4k.Collector.Plugins;

namespace El4k.Collector.Queue;

/// <summary>Dead letters in files of a folder, one JSON object a line: <c>time</c>, <c>plugin</c>, <c>plugin_type</c>, <c>reason</c>, <c>event</c> and, if there is any, <c>metadata</c>.</summary>
/// <remarks>
/// A letter is with the operating system when its task ends, so killing the process loses none; a loss of power may lose the latest. Files are
/// <c>dead-letters-000001.ndjson</c> and so on. A file is open only while letters come, so that another process can replay or drop what is there. Safe for all threads.
/// </remarks>
public sealed class DeadLetterFolder : IDeadLetters, IAsyncDisposable
{
    // Of a full folder or a new file of letters the log is told this often at most.
    private static readonly TimeSpan QuietTime = TimeSpan.FromMinutes(1);

    private readonly string _folder;
    private readonly ILog _log;
    private readonly TimeProvider _clock;
    private readonly DeadLetterSettings _settings;
    private readonly ConcurrentDictionary<string, string> _types = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DeadLetterTally> _tallies = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly ArrayBufferWriter<byte> _line = new(4096);
    private FileStream? _file;
    private int _waiting;
    private long _dropped;
    private long _expired;
    private long _lastTold;
    private long _lastFull;
    private string? _lastError;

    /// <summary>Makes the place; nothing is created before the first letter.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="log">Told of letters that come, and of what is dropped.</param>
    /// <param name="clock">Dates the letters.</param>
    /// <param name="settings">The bounds.</param>
    public DeadLetterFolder(string folder, ILog log, TimeProvider clock, DeadLetterSettings? settings = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        _folder = folder;
        _log = log;
        _clock = clock;
        _settings = settings ?? new DeadLetterSettings();
    }

    /// <summary>Letters written since this object was made.</summary>
    public long Written => _tallies.Values.Sum(tally => tally.Written);

    /// <summary>What was written since this object was made, by the id of the output.</summary>
    public IReadOnlyDictionary<string, DeadLetterTally> Tallies => _tallies;

    /// <summary>Letters that were dropped since this object was made because the folder was over its bytes.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Letters that were deleted since this object was made because of their age.</summary>
    public long Expired => Interlocked.Read(ref _expired);

    /// <summary>The latest thing that went wrong; null when nothing did.</summary>
    public string? LastError => Volatile.Read(ref _lastError);

    /// <summary>The bytes that the letters take.</summary>
    public long Bytes => DeadLetterFile.All(_folder).Sum(LengthOf);

    /// <summary>Notes the name of the output with an id, for the letters that it will write.</summary>
    public void Know(string pluginId, string pluginType) => _types[pluginId] = pluginType;

    /// <inheritdoc/>
    public async ValueTask AddAsync(string pluginId, Event refused, string reason)
    {
        ArgumentNullException.ThrowIfNull(refused);
        Interlocked.Increment(ref _waiting);
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            Interlocked.Decrement(ref _waiting);
            if (await FileAsync(reason).ConfigureAwait(false) is not { } file)
            {
                Interlocked.Increment(ref _dropped);
                return;
            }

            _line.ResetWrittenCount();
            WriteLine(pluginId, refused, reason);
            await WriteWholeAsync(file).ConfigureAwait(false);
            _tallies[pluginId] = new DeadLetterTally(_tallies.GetValueOrDefault(pluginId).Written + 1, reason);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Volatile.Write(ref _lastError, failure.Message);
            throw;
        }
        finally
        {
            if (Volatile.Read(ref _waiting) == 0)
            {
                await CloseFileAsync().ConfigureAwait(false);
            }

            _gate.Release();
        }
    }

    /// <summary>Deletes the letters that are too old. Called from time to time.</summary>
    public async Task ExpireAsync()
    {
        if (_settings.MaxAge is not { } age)
        {
            return;
        }

        DateTimeOffset oldest = _clock.GetUtcNow() - age;
        IReadOnlyList<FileInfo> files = DeadLetterFile.All(_folder);
        foreach (FileInfo file in files.Where(file => file.Length > 0 && file.LastWriteTimeUtc < oldest.UtcDateTime))
        {
            Interlocked.Add(ref _expired, await RemoveAsync(file).ConfigureAwait(false));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await CloseFileAsync().ConfigureAwait(false);
        _gate.Dispose();
    }

    private static long LengthOf(FileInfo file)
    {
        file.Refresh();
        return file.Exists ? file.Length : 0;
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
        if (_types.TryGetValue(pluginId, out string? type))
        {
            _line.Write(",\"plugin_type\":"u8);
            JsonValue.Write(type, _line);
        }

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

    /// <summary>The file for the next letter; null when the folder is full and the letter has to go.</summary>
    private async ValueTask<FileStream?> FileAsync(string reason)
    {
        if (_file is { } open && open.Length < _settings.MaxFileBytes)
        {
            return open;
        }

        await CloseFileAsync().ConfigureAwait(false);
        Directory.CreateDirectory(_folder);
        IReadOnlyList<FileInfo> files = DeadLetterFile.All(_folder);
        if (!await MakeRoomAsync(files).ConfigureAwait(false))
        {
            return null;
        }

        int number = files.Count == 0 ? 1 : DeadLetterFile.NumberOf(files[^1].Name);
        while (true)
        {
            string path = DeadLetterFile.PathOf(_folder, number);
            if (DeadLetterFile.TryOpen(path, FileMode.OpenOrCreate, out FileStream? file))
            {
                if (file.Length < _settings.MaxFileBytes && await IsWholeAsync(file).ConfigureAwait(false))
                {
                    file.Seek(0, SeekOrigin.End);
                    Tell(path, reason);
                    return _file = file;
                }

                await file.DisposeAsync().ConfigureAwait(false);
            }

            // Full, torn, or in the hands of a replay.
            number++;
        }
    }

    private static async ValueTask<bool> IsWholeAsync(FileStream file)
    {
        if (file.Length == 0)
        {
            return true;
        }

        byte[] last = new byte[1];
        file.Seek(-1, SeekOrigin.End);
        await file.ReadExactlyAsync(last).ConfigureAwait(false);
        return last[0] == '\n';
    }

    private void Tell(string path, string reason)
    {
        if (_lastTold == 0 || _clock.GetElapsedTime(_lastTold) > QuietTime)
        {
            _lastTold = _clock.GetTimestamp();
            _log.Write(LogSeverity.Warning, "dead letters", $"An output refused an event for good; it is kept in {path}. The reason: {reason}");
        }
    }

    private async ValueTask<bool> MakeRoomAsync(IReadOnlyList<FileInfo> files)
    {
        long total = files.Sum(file => file.Length);
        long wanted = _settings.Policy == DeadLetterPolicy.DropNewer ? 1 : _settings.MaxFileBytes;
        if (total + wanted <= _settings.MaxBytes)
        {
            return true;
        }

        if (_settings.Policy == DeadLetterPolicy.DropNewer)
        {
            TellFull($"The dead letters take {total} of {_settings.MaxBytes} bytes: new ones are dropped (dead_letter_queue.storage_policy drop_newer). Replay or drop them with el4k dlq.");
            return false;
        }

        foreach (FileInfo oldest in files.SkipLast(1))
        {
            if (total + _settings.MaxFileBytes <= _settings.MaxBytes)
            {
                break;
            }

            total -= oldest.Length;
            Interlocked.Add(ref _dropped, await RemoveAsync(oldest).ConfigureAwait(false));
            TellFull($"The dead letters are over {_settings.MaxBytes} bytes: the oldest, {oldest.FullName}, were deleted.");
        }

        return true;
    }

    private void TellFull(string message)
    {
        Volatile.Write(ref _lastError, message);
        if (_lastFull == 0 || _clock.GetElapsedTime(_lastFull) > QuietTime)
        {
            _lastFull = _clock.GetTimestamp();
            _log.Write(LogSeverity.Error, "dead letters", message);
        }
    }

    /// <summary>Removes a file's letters, unless another process has it.</summary>
    /// <returns>How many letters went.</returns>
    private async ValueTask<int> RemoveAsync(FileInfo file)
    {
        DeadLetterClaim? claim = await DeadLetterClaim.TryTakeAsync(_folder, DeadLetterFile.NumberOf(file.Name)).ConfigureAwait(false);
        if (claim is null)
        {
            return 0;
        }

        await using (claim.ConfigureAwait(false))
        {
            claim.Remove();
            return claim.Letters.Count;
        }
    }
}

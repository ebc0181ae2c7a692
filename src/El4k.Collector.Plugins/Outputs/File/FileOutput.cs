using System.Globalization;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Network;
using El4k.Collector.Plugins.Retries;

namespace El4k.Collector.Plugins.Outputs.File;

/// <summary>Writes events to files whose names they may choose, below a fixed folder.</summary>
/// <remarks>When a write ends, the events are with the operating system; <c>flush_interval</c> says how soon they are safe against a loss of power too.</remarks>
internal sealed class FileOutput : IOutput, IAsyncDisposable
{
    private const int MaxFree = 64;
    private const int MaxMode = 0b111_111_111_111;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan IdleCheck = TimeSpan.FromSeconds(10);

    private readonly FileOutputOptions _options;
    private readonly PluginContext _context;
    private readonly EventPath _path;
    private readonly OpenFiles _files;
    private readonly ICodec _codec;
    private readonly Dictionary<string, EncodedEvents> _pending = new(StringComparer.Ordinal);
    private readonly Stack<EncodedEvents> _free = new();
    private readonly OccasionalWarning _misdirected;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly CancellationTokenSource _closing = new();
    private Task _keeping = Task.CompletedTask;

    /// <exception cref="PluginOptionException">An option cannot be meant.</exception>
    public FileOutput(FileOutputOptions options, PluginContext context)
    {
        _options = options;
        _context = context;
        _codec = context.Codec ?? throw new ArgumentException("The output needs a codec.", nameof(context));
        _path = new EventPath(options.Path, options.FilenameFailure);
        CheckMode("dir_mode", options.DirMode);
        CheckMode("file_mode", options.FileMode);
        if (options.FlushInterval is not (>= 0 and <= 86_400))
        {
            throw new PluginOptionException("flush_interval", "the seconds lie between 0 and 86400");
        }

        _files = new OpenFiles(options, context.Clock);
        _misdirected = new OccasionalWarning(context.Log, context.Clock);
    }

    /// <summary>How many files are open.</summary>
    internal int OpenFiles => _files.Count;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellation)
    {
        _keeping = KeepAsync();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(ReadOnlyMemory<Event> events, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            Sort(events.Span);
            foreach (var (path, encoded) in _pending)
            {
                await WriteAsync(path, encoded, cancellation).ConfigureAwait(false);
            }

            if (_options.FlushInterval == 0)
            {
                _files.MakeSafe();
            }
        }
        finally
        {
            ForgetPending();
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        await _keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _files.Dispose();
        _gate.Dispose();
        _closing.Dispose();
    }

    private static void CheckMode(string option, int mode)
    {
        if (mode is < -1 or > MaxMode)
        {
            throw new PluginOptionException(option, "a mode is written in octal, such as 0750; -1 is the system's default");
        }
    }

    // The events of each file are written together, in their order.
    private void Sort(ReadOnlySpan<Event> events)
    {
        foreach (var item in events)
        {
            var path = PathOf(item);
            if (!_pending.TryGetValue(path, out var encoded))
            {
                _pending[path] = encoded = _free.TryPop(out var free) ? free : new EncodedEvents(_codec, endsJsonWithNewline: false);
            }

            if (_options.WriteBehavior == WriteBehavior.Overwrite)
            {
                encoded.Clear();
            }

            encoded.Add(item);
        }
    }

    private void ForgetPending()
    {
        foreach (var encoded in _pending.Values)
        {
            encoded.Clear();
            if (_free.Count < MaxFree)
            {
                _free.Push(encoded);
            }
        }

        _pending.Clear();
    }

    private string PathOf(Event source)
    {
        if (_path.Of(source) is not { } path)
        {
            Misdirect(1, "leads out of the fixed folder, or to no file, for an event");
            return _path.Failures;
        }

        return Makeable(path, 1);
    }

    private string Makeable(string path, int events)
    {
        if (_options.CreateIfDeleted || path == _path.Failures || System.IO.File.Exists(path))
        {
            return path;
        }

        Misdirect(events, "leads to a file that is not there, and create_if_deleted is false");
        return _path.Failures;
    }

    private void Misdirect(int events, string why)
    {
        _context.Counters.Add("misdirected", events);
        _misdirected.Write($"path => \"{_options.Path.Text}\" {why}; such events are written to {_path.Failures}.");
    }

    private async ValueTask WriteAsync(string path, EncodedEvents encoded, CancellationToken cancellation)
    {
        var backoff = new RetryBackoff(FirstDelay, LongestDelay, Random.Shared);
        while (true)
        {
            try
            {
                if (TryOpen(path, encoded.Count) is not { } file)
                {
                    path = _path.Failures;
                    continue;
                }

                await file.WriteAsync(encoded.Bytes, _options.WriteBehavior == WriteBehavior.Overwrite, _context.Clock.GetTimestamp(), cancellation).ConfigureAwait(false);

                // Deleted between the look at the path and the write, the file took the events with it, unless the path, such as /dev/stdout, has no other.
                if (!file.IsDeleted() || file.IsAt(path))
                {
                    return;
                }

                path = Makeable(path, encoded.Count);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                _files.Forget(path);
                _context.Counters.Add("retries", 1);
                var delay = backoff.Next();
                _context.Log.Error(string.Create(CultureInfo.InvariantCulture, $"{encoded.Count} events could not be written to {path}: {failure.Message} Trying again in {delay.TotalSeconds:0.#} s."));
                await Task.Delay(delay, _context.Clock, cancellation).ConfigureAwait(false);
            }
        }
    }

    // A path that an event has chosen may be a folder's, or lie below a file: such an event must not hold up all others.
    private OpenFile? TryOpen(string path, int events)
    {
        try
        {
            return _files.At(path);
        }
        catch (Exception failure) when (!_options.Path.IsLiteral && path != _path.Failures && failure is (IOException or UnauthorizedAccessException))
        {
            Misdirect(events, $"leads to a file that cannot be opened ({failure.Message.TrimEnd('.')})");
            return null;
        }
    }

    // Makes files safe, and closes those that are silent, also while nothing is written.
    private async Task KeepAsync()
    {
        var interval = _options.FlushInterval > 0 && _options.FlushInterval < IdleCheck.TotalSeconds ? TimeSpan.FromSeconds(_options.FlushInterval) : IdleCheck;
        using var timer = new PeriodicTimer(interval, _context.Clock);
        while (await timer.WaitForNextTickAsync(_closing.Token).ConfigureAwait(false))
        {
            await _gate.WaitAsync(_closing.Token).ConfigureAwait(false);
            try
            {
                _files.MakeSafe();
                _files.CloseIdle();
            }
            catch (IOException failure)
            {
                _context.Log.Error("Files could not be made safe against a loss of power.", failure);
            }
            finally
            {
                _gate.Release();
            }
        }
    }
}

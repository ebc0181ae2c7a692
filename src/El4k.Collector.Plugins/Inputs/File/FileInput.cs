using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace El4k.Collector.Plugins.Inputs.File;

/// <summary>Reads files that are complete, each once: how far a file was delivered is kept, so a restart neither loses nor repeats.</summary>
internal sealed class FileInput : IInput, IAsyncDisposable
{
    private readonly FileInputOptions _options;
    private readonly PluginContext _context;
    private readonly PathGlob[] _paths;
    private readonly PathGlob[] _exclude;
    private readonly byte[] _delimiter;
    private readonly byte[] _host = Encoding.UTF8.GetBytes(Environment.MachineName);
    private readonly Dictionary<string, Task> _completing = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Length, DateTime Written)> _damaged = new(StringComparer.Ordinal);
    private ReadPositions? _positions;
    private long _lastSave;

    /// <exception cref="PluginOptionException">A path is not absolute, the mode is not yet there, or a log is wanted and its path not given.</exception>
    public FileInput(FileInputOptions options, PluginContext context)
    {
        _options = options;
        _context = context;
        _delimiter = Encoding.UTF8.GetBytes(options.Delimiter);
        FileOptionsCheck.Check(options);
        _paths = [.. options.Paths.Select(path => FileOptionsCheck.Glob("path", path))];
        _exclude = [.. options.Exclude.Select(name => FileOptionsCheck.Glob("exclude", name))];
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellation)
    {
        var path = _options.SincedbPath ?? DefaultSincedbPath();
        try
        {
            _positions = ReadPositions.Load(path, TimeSpan.FromDays(_options.SincedbCleanAfter), _context.Clock, warning => _context.Log.Warning(warning));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new PluginStartException($"file: the positions in {path} cannot be read; give another path with the option sincedb_path. {cause.Message}", cause);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task RunAsync(InputContext context, CancellationToken stop)
    {
        var positions = _positions ?? throw new InvalidOperationException("The input has not been started.");
        try
        {
            while (!stop.IsCancellationRequested)
            {
                await ReadAllAsync(positions, context, stop).ConfigureAwait(false);
                if (_options.ExitAfterRead)
                {
                    await Task.WhenAll(_completing.Values).WaitAsync(stop).ConfigureAwait(false);
                    return;
                }

                SaveWhenDue(positions);
                await Task.Delay(TimeSpan.FromSeconds(_options.StatInterval), _context.Clock, stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What is still under way is acknowledged later and saved at the end.
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        if (_positions is { } positions)
        {
            Save(positions);
        }

        return ValueTask.CompletedTask;
    }

    private async Task ReadAllAsync(ReadPositions positions, InputContext context, CancellationToken stop)
    {
        foreach (var path in _paths.SelectMany(glob => glob.Expand()).Distinct(StringComparer.Ordinal))
        {
            if (stop.IsCancellationRequested)
            {
                return;
            }

            if (_exclude.Any(glob => glob.Matches(Path.GetFileName(path))) || (_completing.TryGetValue(path, out var open) && !open.IsCompleted))
            {
                continue;
            }

            try
            {
                await ReadUnlessDamagedAsync(path, positions, context, stop).ConfigureAwait(false);
            }
            catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
            {
                _context.Log.Error($"The file {path} could not be read to its end; it is tried again.", cause);
            }
        }
    }

    private async Task ReadUnlessDamagedAsync(string path, ReadPositions positions, InputContext context, CancellationToken stop)
    {
        var file = new FileInfo(path);
        var state = (file.Length, file.LastWriteTimeUtc);
        if (_damaged.TryGetValue(path, out var then) && then == state)
        {
            return;
        }

        try
        {
            await ReadAsync(path, positions, context, stop).ConfigureAwait(false);
            _damaged.Remove(path);
        }
        catch (InvalidDataException damage)
        {
            // A packed file has no way into its middle: tried again and again, what precedes the damage would come out each time.
            _damaged[path] = state;
            _context.Log.Error($"The packed file {path} is damaged or not yet whole: what comes before the damage is taken. It is read again, from its beginning, when it changes.", damage);
        }
    }

    private async Task ReadAsync(string path, ReadPositions positions, InputContext context, CancellationToken stop)
    {
        var offset = positions.OffsetOf(path);
        var length = new FileInfo(path).Length;
        if (offset == length)
        {
            return;
        }

        // A packed file is read whole or not at all: there is no way into its middle.
        var isPacked = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        var order = new DeliveryOrder(delivered => positions.Set(path, delivered));
        var reader = new FileReader(path, _host, _delimiter, context);
        var atEnd = await reader.ReadAsync(isPacked ? 0 : offset, order, stop).ConfigureAwait(false);
        _completing[path] = CompleteAsync(path, positions, order, atEnd);
    }

    private async Task CompleteAsync(string path, ReadPositions positions, DeliveryOrder order, bool atEnd)
    {
        var isDelivered = await order.Ended.ConfigureAwait(false);
        if (!isDelivered || !atEnd)
        {
            return;
        }

        try
        {
            if (_options.FileCompletedAction is FileCompletedAction.Log or FileCompletedAction.LogAndDelete)
            {
                await System.IO.File.AppendAllTextAsync(_options.FileCompletedLogPath!, path + "\n").ConfigureAwait(false);
            }

            // A file that has grown since is not complete: the rest is read first.
            if (_options.FileCompletedAction is FileCompletedAction.Delete or FileCompletedAction.LogAndDelete
                && positions.OffsetOf(path) == new FileInfo(path).Length)
            {
                System.IO.File.Delete(path);
            }
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            _context.Log.Error($"The file {path} has been read, but what file_completed_action asks for failed.", cause);
        }
    }

    private void SaveWhenDue(ReadPositions positions)
    {
        if (_context.Clock.GetElapsedTime(_lastSave).TotalSeconds >= _options.SincedbWriteInterval)
        {
            _lastSave = _context.Clock.GetTimestamp();
            Save(positions);
        }
    }

    private void Save(ReadPositions positions)
    {
        try
        {
            positions.Save();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            _context.Log.Error("The positions in files could not be written (option sincedb_path): a restart reads them again from the last ones that were.", cause);
        }
    }

    private string DefaultSincedbPath()
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(',', _options.Paths))))[..16];
        var data = _context.GetHostPart<DirectoryInfo>()?.FullName ?? "el4k-data";
        return Path.Combine(data, "collector", "file", string.Create(CultureInfo.InvariantCulture, $"sincedb_{name}"));
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace El4k.Collector.Plugins.Inputs.File;

/// <summary>Reads files, following those that grow or taking each as complete: how far a file was delivered is kept, so a restart neither loses nor repeats.</summary>
internal sealed class FileInput : IInput, IAsyncDisposable
{
    private readonly FileInputOptions _options;
    private readonly FileTimes _times;
    private readonly PluginContext _context;
    private readonly PathGlob[] _paths;
    private readonly PathGlob[] _exclude;
    private readonly byte[] _host = Encoding.UTF8.GetBytes(Environment.MachineName);
    private Sincedb? _positions;
    private WatchedFiles? _files;
    private long _lastSave;
    private bool _mustDiscover;

    /// <exception cref="PluginOptionException">A path is not absolute, a duration is none, or a log is wanted and its path not given.</exception>
    public FileInput(FileInputOptions options, PluginContext context)
    {
        _options = options;
        _context = context;
        FileOptionsCheck.Check(options);
        _times = new FileTimes(options);
        _paths = [.. options.Paths.Select(path => FileOptionsCheck.Glob("path", path))];
        _exclude = [.. options.Exclude.Select(name => FileOptionsCheck.Glob("exclude", name))];
        if (options is { Mode: ReadingMode.Tail, ExitAfterRead: true })
        {
            context.Log.Warning("exit_after_read has no effect with mode => \"tail\": a file that is followed has no end. Give mode => \"read\" for files that are complete.");
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellation)
    {
        var path = _options.SincedbPath ?? DefaultSincedbPath();
        try
        {
            _positions = Sincedb.Load(path, _times.SincedbCleanAfter, _context.Clock, warning => _context.Log.Warning(warning));
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
        _files?.Dispose();
        using var files = new WatchedFiles(_options, _times, _paths, _exclude, positions, _context.Clock);
        _files = files;
        var start = new FileStart(context, positions, _options.Delimiter);
        var mode = CreateMode(files, start, context);
        _mustDiscover = true;
        try
        {
            for (var looks = 0; !stop.IsCancellationRequested; looks++)
            {
                var hasDiscovered = false;
                if (_mustDiscover || looks >= _options.DiscoverInterval)
                {
                    _mustDiscover = false;
                    looks = 0;
                    files.Discover(start);
                    hasDiscovered = true;
                }

                var hasMore = await LookAtAllAsync(files, mode, stop).ConfigureAwait(false);
                SaveWhenDue(positions);
                if (hasMore || (_mustDiscover && !hasDiscovered))
                {
                    continue;
                }

                if (_options is { Mode: ReadingMode.Read, ExitAfterRead: true })
                {
                    await Task.WhenAll(files.InOrder().Select(file => file.Completing ?? Task.CompletedTask)).WaitAsync(stop).ConfigureAwait(false);
                    return;
                }

                await Task.Delay(_times.Stat, _context.Clock, stop).ConfigureAwait(false);
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

    private IFileMode CreateMode(WatchedFiles files, FileStart start, InputContext context)
    {
        var reader = new FileReader(context, new FileFields(_context.EcsCompatibility), _host, _options.FileChunkSize, _options.FileChunkCount);
        return _options.Mode == ReadingMode.Read
            ? new ReadMode(_options, files, reader, start, _context.Log)
            : new TailMode(files, reader, _times, _context.Clock, start, () => _mustDiscover = true);
    }

    private async Task<bool> LookAtAllAsync(WatchedFiles files, IFileMode mode, CancellationToken stop)
    {
        var hasMore = false;
        foreach (var file in files.InOrder())
        {
            if (stop.IsCancellationRequested)
            {
                return false;
            }

            try
            {
                hasMore |= await mode.LookAsync(file, stop).ConfigureAwait(false);
                file.LastError = null;
            }
            catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
            {
                // Said once for each cause, not at every look.
                if (file.LastError != cause.Message)
                {
                    file.LastError = cause.Message;
                    _context.Log.Error($"The file {file.Path} could not be read to its end; it is tried again.", cause);
                }
            }
        }

        return hasMore;
    }

    private void SaveWhenDue(Sincedb positions)
    {
        if (_context.Clock.GetElapsedTime(_lastSave) >= _times.SincedbWrite)
        {
            _lastSave = _context.Clock.GetTimestamp();
            Save(positions);
        }
    }

    private void Save(Sincedb positions)
    {
        try
        {
            positions.Save(file => _files?.Contains(file) ?? false);
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

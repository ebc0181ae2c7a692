using System.Diagnostics.CodeAnalysis;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Translate;

/// <summary>The lookup in a file, which is read again as it changes. A file that cannot be read leaves the entries as they are.</summary>
internal sealed class RefreshedLookup : ILookup, IAsyncDisposable
{
    /// <summary>Up to so many seconds between two looks a file is read only if its time has changed; with longer intervals it is read each time.</summary>
    private const int LongestIntervalByTime = 300;

    // What a timer can count to, with room: 46 days.
    private const int LongestInterval = 4_000_000;

    private readonly TranslateOptions _options;
    private readonly PluginContext _context;
    private readonly string _path;
    private readonly Lock _gate = new();
    private EventMap _entries;
    private DateTime _written;
    private ILookup _current;
    private ITimer? _timer;

    /// <exception cref="PluginOptionException">The file cannot be read.</exception>
    public RefreshedLookup(string path, TranslateOptions options, PluginContext context)
    {
        _options = options;
        _context = context;
        _path = path;
        if (!TryRead(out var entries, out var lookup, out var error))
        {
            throw new PluginOptionException("dictionary_path", $"{path}: {error}");
        }

        _entries = entries;
        _current = lookup;
    }

    /// <summary>Begins to look at the file from time to time; only once, whoever asks.</summary>
    public void Start()
    {
        if (_timer is not null || _options.RefreshInterval <= 0)
        {
            return;
        }

        lock (_gate)
        {
            var interval = TimeSpan.FromSeconds(Math.Min(_options.RefreshInterval, LongestInterval));
            _timer ??= _context.Clock.CreateTimer(static self => ((RefreshedLookup)self!).Refresh(), this, interval, interval);
        }
    }

    /// <inheritdoc/>
    public bool TryFind(string text, out object? found) => Volatile.Read(ref _current).TryFind(text, out found);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _timer?.DisposeAsync() ?? ValueTask.CompletedTask;

    private void Refresh()
    {
        // A file that takes longer to read than the interval is not read twice at once.
        if (!_gate.TryEnter())
        {
            return;
        }

        try
        {
            if (_options.RefreshInterval <= LongestIntervalByTime && IsUnchanged())
            {
                return;
            }

            if (!TryRead(out var entries, out var lookup, out var error))
            {
                _context.Log.Warning($"The dictionary {_path} cannot be read, so the {_entries.Count} entries from before stay: {error}.");
                return;
            }

            _entries = entries;
            Volatile.Write(ref _current, lookup);
            _context.Log.Info($"The dictionary {_path} was read again: {entries.Count} entries.");
        }
        finally
        {
            _gate.Exit();
        }
    }

    private bool IsUnchanged()
    {
        try
        {
            return File.GetLastWriteTimeUtc(_path) == _written;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException)
        {
            // Reading says what is wrong. Out of here it would end the process, as this runs by a timer.
            return false;
        }
    }

    private bool TryRead([NotNullWhen(true)] out EventMap? entries, [NotNullWhen(true)] out ILookup? lookup, [NotNullWhen(false)] out string? error)
    {
        entries = null;
        lookup = null;
        error = null;
        try
        {
            // Noted before it is read: a change while it is read is another change.
            _written = File.GetLastWriteTimeUtc(_path);
            entries = Merged(DictionaryFile.Read(_path, _options.YamlDictionaryCodePointLimit ?? DictionaryFile.DefaultCodePointLimit));
            lookup = Lookup.Of(entries, _options);
            return true;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or FormatException)
        {
            error = wrong.Message.TrimEnd('.');
            return false;
        }
    }

    private EventMap Merged(EventMap read)
    {
        if (_options.RefreshBehaviour == RefreshBehaviour.Replace || _entries is null)
        {
            return read;
        }

        var all = new EventMap();
        foreach (var (key, value) in _entries.Concat(read))
        {
            all[key] = value;
        }

        return all;
    }
}

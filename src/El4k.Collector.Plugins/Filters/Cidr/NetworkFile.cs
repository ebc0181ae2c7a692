namespace El4k.Collector.Plugins.Filters.Cidr;

/// <summary>The networks of a file, read again when it has changed. Safe for all threads: one reads, the others go on with what is there.</summary>
internal sealed class NetworkFile
{
    private readonly string _path;
    private readonly string _separator;
    private readonly TimeSpan _interval;
    private readonly PluginContext _context;
    private readonly Lock _reading = new();
    private volatile NetworkSet _networks;
    private long _lastLook;
    private DateTime _written;

    /// <exception cref="PluginOptionException">The file cannot be read, or holds no network.</exception>
    public NetworkFile(string path, string separator, TimeSpan interval, PluginContext context)
    {
        _path = path;
        _separator = DelimiterText.Read(separator);
        _interval = interval;
        _context = context;
        _lastLook = context.Clock.GetTimestamp();
        try
        {
            _networks = Read() ?? throw new PluginOptionException("network_path", $"{path} holds no network, or separator is not what stands between them");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new PluginOptionException("network_path", $"{path} cannot be read: {cause.Message}");
        }
    }

    /// <summary>The networks as the file has them, at most as old as the interval.</summary>
    public NetworkSet Current
    {
        get
        {
            if (_context.Clock.GetElapsedTime(Interlocked.Read(ref _lastLook)) >= _interval && _reading.TryEnter())
            {
                try
                {
                    Interlocked.Exchange(ref _lastLook, _context.Clock.GetTimestamp());
                    Refresh();
                }
                finally
                {
                    _reading.Exit();
                }
            }

            return _networks;
        }
    }

    private void Refresh()
    {
        try
        {
            if (System.IO.File.GetLastWriteTimeUtc(_path) == _written)
            {
                return;
            }

            if (Read() is { } networks)
            {
                _networks = networks;
            }
            else
            {
                _context.Log.Warning($"{_path} (network_path) holds no network any more: the ones from before stay.");
            }
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            _context.Log.Error($"{_path} (network_path) cannot be read: the networks from before stay.", cause);
        }
    }

    private NetworkSet? Read()
    {
        var written = System.IO.File.GetLastWriteTimeUtc(_path);
        var networks = new List<Network>();
        foreach (var piece in System.IO.File.ReadAllText(_path).Split(_separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Network.TryParse(piece, out var network))
            {
                networks.Add(network);
            }
            else
            {
                _context.Log.Warning($"{_path} (network_path): '{piece}' is no network and is passed over.");
            }
        }

        _written = written;
        return networks.Count > 0 ? new NetworkSet(networks) : null;
    }
}

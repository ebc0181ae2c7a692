using System.Collections.Concurrent;
using El4k.Collector.Plugins;

namespace El4k.Server.Logging;

/// <summary>The level of each logger. A logger without one of its own has that of the nearest dotted name above it, at last the root's. Safe for all threads.</summary>
internal sealed class LogLevels
{
    private readonly LogLevel _root;
    private readonly ConcurrentDictionary<string, LogLevel> _set = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);
    private volatile LogLevel _finest;

    public LogLevels(LogLevel root)
    {
        _root = root;
        _finest = root;
    }

    /// <summary>Makes a logger show up in <see cref="Read"/>.</summary>
    public void Know(string logger) => _known[logger] = true;

    /// <summary>Sets the level of a logger and of those below it; the empty name is the root.</summary>
    public void Set(string logger, LogLevel level)
    {
        _set[logger] = level;
        _finest = _set.Values.Append(_root).Min();
    }

    /// <summary>Takes back everything that was set.</summary>
    public void Reset()
    {
        _set.Clear();
        _finest = _root;
    }

    /// <summary>The level of a logger.</summary>
    public LogLevel Of(string logger)
    {
        while (logger.Length > 0 && !_set.IsEmpty)
        {
            if (_set.TryGetValue(logger, out var level))
            {
                return level;
            }

            logger = logger[..Math.Max(0, logger.LastIndexOf('.'))];
        }

        return _set.TryGetValue("", out var whole) ? whole : _root;
    }

    /// <summary>Whether the logger writes lines of this severity.</summary>
    public bool IsEnabled(string logger, LogSeverity severity) => LevelOf(severity) >= Of(logger);

    /// <summary>Whether any logger does.</summary>
    public bool IsEnabledSomewhere(LogSeverity severity) => LevelOf(severity) >= _finest;

    /// <summary>All known loggers and those that were set, by name.</summary>
    public IReadOnlyDictionary<string, LogLevel> Read() => new SortedDictionary<string, LogLevel>(
        _known.Keys.Union(_set.Keys).Where(name => name.Length > 0).ToDictionary(name => name, Of), StringComparer.Ordinal);

    /// <summary>The level that a line of this severity has.</summary>
    public static LogLevel LevelOf(LogSeverity severity) => severity switch
    {
        LogSeverity.Debug => LogLevel.Debug,
        LogSeverity.Info => LogLevel.Info,
        LogSeverity.Warning => LogLevel.Warn,
        _ => LogLevel.Error,
    };
}

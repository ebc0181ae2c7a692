using System.Globalization;

namespace El4k.Collector.Plugins.Network;

/// <summary>Logs what a stranger on the network can cause at will: once a minute, with the number of times it was not said. Safe for all threads.</summary>
internal sealed class OccasionalWarning(PluginLog log, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private long? _last;
    private long _unsaid;

    /// <summary>Says it, or counts it.</summary>
    public void Write(string message)
    {
        long unsaid;
        lock (_gate)
        {
            if (_last is { } last && clock.GetElapsedTime(last) < Interval)
            {
                _unsaid++;
                return;
            }

            _last = clock.GetTimestamp();
            unsaid = _unsaid;
            _unsaid = 0;
        }

        log.Warning(unsaid == 0 ? message : string.Create(CultureInfo.InvariantCulture, $"{message} ({unsaid} times like it since the last such line.)"));
    }
}

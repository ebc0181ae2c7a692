namespace El4k.Elasticsearch.Hosts;

/// <summary>Gives out hosts in turn, those that failed a moment ago last.</summary>
internal sealed class HostPool
{
    private readonly Host[] _hosts;
    private readonly TimeSpan _pause;
    private readonly TimeProvider _time;
    private int _turn = -1;

    public HostPool(IEnumerable<Host> hosts, TimeSpan pause, TimeProvider time)
    {
        _hosts = [.. hosts];
        _pause = pause;
        _time = time;
        if (_hosts.Length == 0)
        {
            throw new ArgumentException("At least one address of the store is needed.", nameof(hosts));
        }
    }

    /// <summary>Every host once, in the order in which one request should try them.</summary>
    /// <remarks>A paused host stays in the list: when all are paused, trying is better than refusing.</remarks>
    public IEnumerable<Host> InOrderOfTrial()
    {
        if (_hosts.Length == 1)
        {
            return _hosts;
        }

        var first = (int)((uint)Interlocked.Increment(ref _turn) % (uint)_hosts.Length);
        var now = _time.GetUtcNow();
        var turn = _hosts.Skip(first).Concat(_hosts.Take(first)).ToArray();
        return turn.Where(host => !host.IsPaused(now)).Concat(turn.Where(host => host.IsPaused(now))).ToArray();
    }

    public void Failed(Host host) => host.PauseUntil(_time.GetUtcNow() + _pause);
}

namespace El4k.Client.AspNetCore;

/// <summary>A running measurement, made by <see cref="El4kMetrics.Time"/>; ends when disposed, once.</summary>
public readonly struct El4kTimer : IDisposable
{
    private readonly El4kMetrics? _metrics;
    private readonly string _name;
    private readonly long _started;

    internal El4kTimer(El4kMetrics metrics, string name, long started)
    {
        _metrics = metrics;
        _name = name;
        _started = started;
    }

    /// <summary>Ends the measurement and adds it to the request's metric.</summary>
    public void Dispose() => _metrics?.Stop(_name, _started);
}

namespace El4k.Collector.Plugins.Retries;

/// <summary>How long to wait before each next try: doubling from the first to the longest delay, with jitter.</summary>
/// <remarks>
/// The jitter takes away up to half of a delay, so that many collectors which lost the same cluster do not all come back in the same moment.
/// </remarks>
internal sealed class RetryBackoff(TimeSpan initial, TimeSpan longest, Random random)
{
    private int _failures;

    /// <summary>The delay after one more failure.</summary>
    public TimeSpan Next()
    {
        var doubled = initial * Math.Pow(2, Math.Min(_failures, 30));
        _failures++;
        var whole = doubled < longest ? doubled : longest;
        return whole * (1 - random.NextDouble() / 2);
    }

    /// <summary>Starts again from the first delay, after a success.</summary>
    public void Reset() => _failures = 0;
}

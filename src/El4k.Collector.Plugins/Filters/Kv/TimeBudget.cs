using System.Text.RegularExpressions;

namespace El4k.Collector.Plugins.Filters.Kv;

/// <summary>How long one event may take, over all its texts.</summary>
internal readonly struct TimeBudget(TimeProvider clock, TimeSpan limit)
{
    private readonly long _started = limit == Regex.InfiniteMatchTimeout ? 0 : clock.GetTimestamp();

    /// <exception cref="RegexMatchTimeoutException">The time is over.</exception>
    public void Check()
    {
        if (limit != Regex.InfiniteMatchTimeout && clock.GetElapsedTime(_started) > limit)
        {
            throw new RegexMatchTimeoutException($"more than {limit.TotalMilliseconds} ms for one event");
        }
    }
}

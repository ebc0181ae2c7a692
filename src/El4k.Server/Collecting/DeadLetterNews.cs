using El4k.Collector.Queue;

namespace El4k.Server.Collecting;

/// <summary>The dead letters that came since the last report, by the id of the output. Used by one thread at a time.</summary>
/// <param name="folder">Where they are kept; null when they are not.</param>
internal sealed class DeadLetterNews(DeadLetterFolder? folder)
{
    // A store makes no keyword of a text of more than 256 characters, so that it could not be counted by.
    private const int LongestReason = 240;

    private readonly Dictionary<string, long> _reported = new(StringComparer.Ordinal);

    /// <summary>How many came, and why the latest did, shortened; only outputs that have some.</summary>
    public IReadOnlyDictionary<string, DeadLetterTally> Read()
    {
        var news = new SortedDictionary<string, DeadLetterTally>(StringComparer.Ordinal);
        foreach (var (id, tally) in folder?.Tallies ?? new Dictionary<string, DeadLetterTally>())
        {
            if (tally.Written - _reported.GetValueOrDefault(id) is > 0 and var written)
            {
                news[id] = new DeadLetterTally(written, Shortened(tally.LastReason));
            }
        }

        return news;
    }

    /// <summary>These are in a report now.</summary>
    public void Reported(IReadOnlyDictionary<string, DeadLetterTally> news)
    {
        foreach (var (id, tally) in news)
        {
            _reported[id] = _reported.GetValueOrDefault(id) + tally.Written;
        }
    }

    private static string Shortened(string reason)
    {
        if (reason.Length <= LongestReason)
        {
            return reason;
        }

        var end = char.IsHighSurrogate(reason[LongestReason - 1]) ? LongestReason - 1 : LongestReason;
        return string.Concat(reason.AsSpan(0, end), "…");
    }
}

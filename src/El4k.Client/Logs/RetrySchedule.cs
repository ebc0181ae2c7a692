namespace El4k.Client.Logs;

/// <summary>Decides when to try the collector again and when to stop waiting for it. Pure: the caller brings the time.</summary>
/// <remarks>
/// A collector that restarts is tried at short intervals while records wait for it; after <see cref="GiveUpAfter"/> it counts as
/// away, records go elsewhere, and it is probed, first after a second and ever more rarely up to every five, spread so that many
/// clients do not come at once.
/// </remarks>
internal sealed class RetrySchedule(Random random)
{
    /// <summary>How long records wait for a collector that does not answer.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan FirstProbe = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestProbe = TimeSpan.FromSeconds(5);

    private DateTimeOffset? _failingSince;
    private TimeSpan _retry = FirstRetry;
    private TimeSpan _probe = FirstProbe;

    /// <summary>When the next attempt is due.</summary>
    public DateTimeOffset NextAttempt { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>Whether the collector counts as away.</summary>
    public bool IsAway { get; private set; }

    /// <summary>Notes a success.</summary>
    public void Succeeded()
    {
        _failingSince = null;
        _retry = FirstRetry;
        _probe = FirstProbe;
        IsAway = false;
        NextAttempt = DateTimeOffset.MinValue;
    }

    /// <summary>Notes that an attempt begun at <paramref name="begun"/> had failed by <paramref name="now"/>.</summary>
    public void Failed(DateTimeOffset begun, DateTimeOffset now)
    {
        _failingSince ??= begun;
        IsAway = now - _failingSince >= GiveUpAfter;
        if (IsAway)
        {
            NextAttempt = now + (_probe * (0.8 + (0.4 * random.NextDouble())));
            _probe = _probe * 2 < LongestProbe ? _probe * 2 : LongestProbe;
            return;
        }

        NextAttempt = now + _retry;
        _retry *= 2;
    }

    /// <summary>Notes that the collector takes nothing more although it is connected.</summary>
    public void Stalled(DateTimeOffset now) => Failed(now - GiveUpAfter, now);
}

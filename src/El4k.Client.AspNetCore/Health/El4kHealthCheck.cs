using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace El4k.Client.AspNetCore.Health;

/// <summary>Tells whether telemetry gets through: degraded while the collector is away, and for a minute after anything was lost.</summary>
/// <remarks>Any thread. Loss is noticed from one check to the next, so the minute begins at the check that saw it.</remarks>
internal sealed class El4kHealthCheck(El4kClient client) : IHealthCheck
{
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private long _lostBefore;
    private DateTimeOffset _lastLoss = DateTimeOffset.MinValue;

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var statistics = client.Statistics;
        var data = new Dictionary<string, object>
        {
            ["sent"] = statistics.Sent,
            ["refused"] = statistics.Refused,
            ["dropped_full"] = statistics.DroppedFull,
            ["dropped_size"] = statistics.DroppedSize,
            ["log_tcp"] = statistics.LogTcp,
            ["log_stderr"] = statistics.LogStderr,
            ["log_dropped"] = statistics.LogDropped,
        };
        var lost = statistics.Refused + statistics.DroppedFull + statistics.DroppedSize + statistics.LogDropped;
        var problem = client switch
        {
            { IsEnabled: false } => null, // Switched off on purpose, or said so on standard error at the start.
            { IsCollectorAway: true } => "The collector does not answer: logs go to standard error or wait.",
            _ when LostLately(lost) => "Telemetry was lost within the last minute; see the counters.",
            _ => null,
        };
        return Task.FromResult(problem is null
            ? HealthCheckResult.Healthy(data: data)
            : new HealthCheckResult(context.Registration.FailureStatus, problem, data: data));
    }

    private bool LostLately(long lost)
    {
        lock (_gate)
        {
            var now = client.Time.GetUtcNow();
            if (lost > _lostBefore)
            {
                _lostBefore = lost;
                _lastLoss = now;
            }

            return now - _lastLoss < Memory;
        }
    }
}

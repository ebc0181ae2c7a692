namespace El4k.Server.Collecting;

/// <summary>How often a pipeline was reloaded, and how that went. Safe for all threads.</summary>
internal sealed class ReloadCount(TimeProvider time)
{
    private readonly Lock _gate = new();
    private long _successes;
    private long _failures;
    private DateTimeOffset? _lastSuccess;
    private DateTimeOffset? _lastFailure;
    private string? _lastError;

    public void Succeeded()
    {
        lock (_gate)
        {
            _successes++;
            _lastSuccess = time.GetUtcNow();
        }
    }

    public void Failed(string error)
    {
        lock (_gate)
        {
            _failures++;
            _lastFailure = time.GetUtcNow();
            _lastError = error;
        }
    }

    public (long Successes, long Failures, DateTimeOffset? LastSuccess, DateTimeOffset? LastFailure, string? LastError) Read()
    {
        lock (_gate)
        {
            return (_successes, _failures, _lastSuccess, _lastFailure, _lastError);
        }
    }
}

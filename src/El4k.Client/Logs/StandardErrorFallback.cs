using El4k.Client.Accounting;

namespace El4k.Client.Logs;

/// <summary>Writes log records to standard error while the collector is away, and says why in a line of its own now and then.</summary>
/// <remarks>Any thread. A closed standard error is no reason to fail: what cannot be written there is counted as dropped.</remarks>
internal sealed class StandardErrorFallback(Stream standardError, LossCounters counters, TimeProvider time)
{
    /// <summary>The least time between two lines about the cause.</summary>
    public static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private DateTimeOffset _nextReport = DateTimeOffset.MinValue;
    private long _unreported;

    /// <summary>Writes one record. The caller keeps it.</summary>
    public void Write(in EncodedRecord record)
    {
        lock (_gate)
        {
            if (TryWrite(record.Line))
            {
                counters.Add(ClientCounter.LogStderr);
                _unreported++;
            }
            else
            {
                counters.Add(ClientCounter.LogDropped);
            }
        }
    }

    /// <summary>Says why records come here and how many did since it was last said; at most one line in ten seconds.</summary>
    public void Explain(string cause)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (now < _nextReport)
            {
                return;
            }

            _nextReport = now + ReportEvery;
            TryWrite(System.Text.Encoding.UTF8.GetBytes($"el4k: {cause}; {_unreported} log records went to standard error\n"));
            _unreported = 0;
        }
    }

    /// <summary>Says something once, without counting records.</summary>
    public void Warn(string text)
    {
        lock (_gate)
        {
            TryWrite(System.Text.Encoding.UTF8.GetBytes($"el4k: {text}\n"));
        }
    }

    private bool TryWrite(ReadOnlySpan<byte> line)
    {
        try
        {
            standardError.Write(line);
            return true;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return false;
        }
    }
}

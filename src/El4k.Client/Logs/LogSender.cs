using El4k.Client.Accounting;
using El4k.Client.Timing;
using El4k.Client.Transport;

namespace El4k.Client.Logs;

/// <summary>Takes log lines from callers and sends them by TCP, or to standard error while the collector is away.</summary>
/// <remarks>
/// At least once while the process lives: a record is kept until the collector's host has acknowledged it and sent again when a
/// connection breaks before. Callers only ever touch the queue; one pump at a time does the rest on the thread pool.
/// </remarks>
internal sealed class LogSender : IDisposable
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StallTimeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CheckTail = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan FlushCheck = TimeSpan.FromMilliseconds(2);

    private readonly El4kClientOptions _options;
    private readonly CollectorResolver _resolver;
    private readonly LossCounters _counters;
    private readonly TimeProvider _time;
    private readonly StandardErrorFallback _fallback;
    private readonly LogQueue _queue;
    private readonly Alarm _alarm;
    private readonly Alarm _tailAlarm; // One of its own: waiting for acknowledgements must not delay new records.
    private readonly CancellationTokenSource _stopping = new();

    // Used only by whoever holds the pump.
    private readonly SemaphoreSlim _pump = new(1, 1);
    private readonly AddressChoice _choice;
    private readonly RetrySchedule _schedule = new(Random.Shared);
    private readonly SentTail _tail;
    private readonly Queue<EncodedRecord> _again = [];
    private readonly LogBatch _batch = new();
    private TcpConnection? _connection;
    private bool _wasConnected;
    private string _cause = string.Empty;

    public LogSender(
        El4kClientOptions options, CollectorResolver resolver, LossCounters counters, StandardErrorFallback fallback, TimeProvider time)
    {
        _options = options;
        _resolver = resolver;
        _counters = counters;
        _time = time;
        _fallback = fallback;
        _queue = new LogQueue(options.LogQueueCapacity, options.LogQueueBytes, counters);
        _choice = new AddressChoice(resolver);
        _tail = new SentTail(time);
        _alarm = new Alarm(time, Delay, StartPump, WarnOfFault);
        _tailAlarm = new Alarm(time, CheckTail, StartPump, WarnOfFault);
    }

    /// <summary>Whether a connection was open when last looked at.</summary>
    public bool IsConnected => Volatile.Read(ref _connection) is not null;

    /// <summary>Whether records go to standard error, or wait, because the collector does not answer.</summary>
    public bool IsAway => _schedule.IsAway;

    /// <summary>Takes a copy of one line. Any thread; waits for nothing.</summary>
    public void Write(ReadOnlySpan<byte> line, MonologLevel level)
    {
        _queue.Enqueue(line, level);
        Interlocked.MemoryBarrier(); // The record must be visible before the alarm is looked at.
        _alarm.Set();
    }

    /// <summary>Hands over everything taken so far: acknowledged by the collector's host, or written to standard error.</summary>
    /// <exception cref="OperationCanceledException">The token ended it first.</exception>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _pump.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                await PumpAsync(cancellationToken).ConfigureAwait(false);
                if (_queue.Count == 0 && _again.Count == 0 && _tail.Pending == 0)
                {
                    return;
                }
            }
            finally
            {
                _pump.Release();
            }

            await Task.Delay(FlushCheck, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Stops, and writes to standard error what is left.</summary>
    public void Dispose()
    {
        _alarm.Dispose();
        _tailAlarm.Dispose();
        _stopping.Cancel();
        _pump.Wait();
        Break(reset: false);
        Spill(_fallback.Write);
        _stopping.Dispose();
    }

    private void StartPump() => _ = PumpUnlessPumpingAsync();

    private async Task PumpUnlessPumpingAsync()
    {
        if (_stopping.IsCancellationRequested || !_pump.Wait(0, CancellationToken.None))
        {
            return;
        }

        try
        {
            await PumpAsync(_stopping.Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Nobody awaits this task: a fault of the client's own would otherwise never be heard of.
            WarnOfFault(e);
        }
        finally
        {
            _pump.Release();
        }

        if (_queue.Count > 0)
        {
            _alarm.Set(); // A record may have come between the last look and the release.
        }
    }

    private async Task PumpAsync(CancellationToken cancellationToken)
    {
        CheckConnection();
        while (_again.Count + _queue.Count > 0 && !cancellationToken.IsCancellationRequested)
        {
            if (!await TryConnectAsync(cancellationToken).ConfigureAwait(false))
            {
                if (_schedule.IsAway && _options.FallbackToStandardError)
                {
                    Spill(_fallback.Write);
                    _fallback.Explain(_cause);
                }
                else
                {
                    _alarm.SetIn(Max(_schedule.NextAttempt - _time.GetUtcNow(), Delay));
                }

                return;
            }

            await SendBatchAsync(cancellationToken).ConfigureAwait(false);
            CheckConnection();
        }

        if (_tail.Count > 0)
        {
            _tailAlarm.Set();
        }
    }

    private async Task SendBatchAsync(CancellationToken cancellationToken)
    {
        var connection = _connection!;
        _batch.Fill(_again, _queue);
        var start = connection.BytesSent;
        var outcome = await connection.SendAsync(_batch.Bytes, StallTimeout, _time, cancellationToken).ConfigureAwait(false);

        // Whatever the outcome, the records are in the tail; a broken connection gives those back that did not arrive.
        _batch.MoveTo(_tail, start);
        if (outcome != SendOutcome.Sent)
        {
            _cause = $"collector tcp {_options.Address}:{_options.TcpPort} takes nothing more";
            Break(outcome == SendOutcome.Reset);
            if (outcome == SendOutcome.Stalled && !cancellationToken.IsCancellationRequested)
            {
                _schedule.Stalled(_time.GetUtcNow());
            }
        }
    }

    private async Task<bool> TryConnectAsync(CancellationToken cancellationToken)
    {
        if (_connection is not null)
        {
            return true;
        }

        var begun = _time.GetUtcNow();
        if (begun < _schedule.NextAttempt)
        {
            return false;
        }

        var (connection, failure) = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        if (connection is null)
        {
            _cause = $"collector tcp {_options.Address}:{_options.TcpPort} cannot be reached ({failure})";
            _schedule.Failed(begun, _time.GetUtcNow());
            _choice.Failed();
            return false;
        }

        _schedule.Succeeded();
        if (_wasConnected)
        {
            _counters.Add(ClientCounter.Reconnects);
        }

        _wasConnected = true;
        Volatile.Write(ref _connection, connection);
        return true;
    }

    private async Task<(TcpConnection? Connection, string? Failure)> ConnectAsync(CancellationToken cancellationToken)
    {
        var address = _choice.Next();
        if (address is null)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            using var timer = new CancellationTokenSource(ConnectTimeout, _time);
            using var registration = timer.Token.Register(limit.Cancel);
            await _resolver.WaitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            address = _choice.Next();
        }

        return address is null
            ? (null, "the name has no address")
            : await TcpConnection.TryConnectAsync(address, _options.TcpPort, ConnectTimeout, _time, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes note of what has arrived and of a connection that has ended.</summary>
    private void CheckConnection()
    {
        if (_connection is null)
        {
            return;
        }

        if (_connection.IsClosedByPeer(out var reset))
        {
            Break(reset);
        }
        else
        {
            _counters.Add(ClientCounter.LogTcp, _tail.Acknowledge(_connection.BytesAcknowledged()));
        }
    }

    private void Break(bool reset)
    {
        if (_connection is null)
        {
            return;
        }

        _counters.Add(ClientCounter.LogTcp, _tail.Acknowledge(_connection.BytesAcknowledged()));
        EncodedRecord[] later = [.. _again];
        _again.Clear();
        _counters.Add(ClientCounter.Resent, _tail.TakeBack(reset, _again));
        foreach (var record in later)
        {
            _again.Enqueue(record); // Older ones first: what was under way comes before what still waited.
        }

        _connection.Dispose();
        Volatile.Write(ref _connection, null);
    }

    private void Spill(WriteRecord write)
    {
        while (_again.TryDequeue(out var record) || _queue.TryDequeue(int.MaxValue, out record))
        {
            write(record);
            record.Release();
        }
    }

    private void WarnOfFault(Exception fault) => _fallback.Warn($"sending logs failed: {fault}");

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private delegate void WriteRecord(in EncodedRecord record);
}

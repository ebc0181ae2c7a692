using System.Runtime.InteropServices;
using El4k.Client.Accounting;
using El4k.Client.Configuration;
using El4k.Client.Logs;
using El4k.Client.Metrics;
using El4k.Client.Transport;
using El4k.Client.Wire;

namespace El4k.Client;

/// <summary>Sends a service's metrics and logs to an EL4K or Logstash collector without ever disturbing the service.</summary>
/// <remarks>
/// <para>
/// Metrics go by UDP, at most once. Logs go by TCP, at least once while the process lives, and to standard error while the
/// collector is away. No method throws because of the network, and none but <see cref="FlushAsync"/> and <see cref="Dispose"/> waits for
/// it. Queues are bounded; what does not fit is dropped and counted, see <see cref="Statistics"/>.
/// </para>
/// <para>
/// Make one per process and share it: all members may be called from any thread. Nothing is resolved or connected before the first
/// record. <see cref="Dispose"/> sends what is left, within <see cref="El4kClientOptions.FlushTimeout"/>; the end of the process does
/// the same for a client that was not disposed. What is written afterwards is dropped and counted.
/// </para>
/// </remarks>
public sealed class El4kClient : IDisposable, IAsyncDisposable
{
    private readonly El4kClientOptions _options;
    private readonly TimeProvider _time;
    private readonly LossCounters _counters = new();
    private readonly StandardErrorFallback _fallback;
    private readonly CancellationTokenSource _stopping = new();
    private readonly MetricEncoder _metricEncoder;
    private readonly MetricSender _metrics;
    private readonly LogWriter _logWriter;
    private readonly LogSender _logs;
    private readonly ClientStats _stats;
    private readonly ClientMeter _meter;
    private readonly bool _sendsMetrics;
    private int _disposed;

    /// <summary>Makes a client. Opens nothing and looks nothing up; options that cannot be used are named on standard error.</summary>
    /// <param name="options">The options; copied, later changes have no effect.</param>
    public El4kClient(El4kClientOptions options)
        : this(options, new ClientPlatform())
    {
    }

    internal El4kClient(El4kClientOptions options, ClientPlatform platform)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = ClientSettings.Resolve(options, platform.ReadVariable, out var problems);
        _time = platform.Time;
        _fallback = new StandardErrorFallback(platform.OpenStandardError(), _counters, _time);
        foreach (var problem in problems)
        {
            _fallback.Warn($"client switched off: {problem}");
        }

        IsEnabled = _options.Enabled && problems.Count == 0;
        _sendsMetrics = IsEnabled && _options.MetricsEnabled;
        var identity = new RecordIdentity(_options);
        var resolver = new CollectorResolver(_options.Address, _time, platform.LookUp, _stopping.Token);
        _metricEncoder = new MetricEncoder(identity, _options.MetricFormat);
        _metrics = new MetricSender(_options, _metricEncoder, resolver, _counters, _time, WarnOfFault);
        _logs = new LogSender(_options, resolver, _counters, _fallback, _time);
        _logWriter = new LogWriter(new LogEncoder(identity), _logs, _counters, _time);
        _stats = new ClientStats(_counters, _time, () => _metrics.Source, SendStats, WarnOfFault);
        _meter = new ClientMeter(_counters);
        if (IsEnabled)
        {
            AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
        }
    }

    /// <summary>Whether records are taken: not switched off, and the options could be used.</summary>
    public bool IsEnabled { get; }

    /// <summary>What was sent and lost so far.</summary>
    public El4kClientStatistics Statistics => new()
    {
        Sent = _counters[ClientCounter.Sent],
        SentBytes = _counters[ClientCounter.SentBytes],
        Datagrams = _counters[ClientCounter.Datagrams],
        DroppedFull = _counters[ClientCounter.DroppedFull],
        DroppedSize = _counters[ClientCounter.DroppedSize],
        Truncated = _counters[ClientCounter.Truncated],
        Refused = _counters[ClientCounter.Refused],
        SerialiseErrors = _counters[ClientCounter.SerialiseErrors],
        LogTcp = _counters[ClientCounter.LogTcp],
        LogStderr = _counters[ClientCounter.LogStderr],
        LogDropped = _counters[ClientCounter.LogDropped],
        Resent = _counters[ClientCounter.Resent],
        Reconnects = _counters[ClientCounter.Reconnects],
    };

    /// <summary>Whether logs go to standard error, or wait, because the collector does not answer. False before the first log.</summary>
    public bool IsCollectorAway => _logs.IsAway;

    internal TimeProvider Time => _time;

    /// <summary>Makes a client from environment variables alone; see <see cref="El4kClientOptions"/> for their names.</summary>
    /// <returns>A new client, which the caller disposes.</returns>
    public static El4kClient FromEnvironment() => new(new El4kClientOptions());

    /// <summary>Sends a metric: one document about one thing that happened. Allocates nothing.</summary>
    /// <param name="kind">What happened, such as <c>request</c> or <c>job</c>.</param>
    /// <param name="fields">What is known about it; at most 64 fields.</param>
    /// <example><code>client.Metric("import", ("customer", "acme"), ("rows", 1200));</code></example>
    public void Metric(string kind, params ReadOnlySpan<El4kField> fields)
    {
        if (_sendsMetrics)
        {
            WriteMetric(kind, _time.GetUtcNow().UtcTicks, [], fields);
        }
    }

    /// <summary>Sends a metric about something that took time. Allocates nothing.</summary>
    /// <param name="kind">What happened, such as <c>request</c> or <c>job</c>.</param>
    /// <param name="durationMs">How long it took, in whole milliseconds; sent as <c>duration</c>.</param>
    /// <param name="fields">What else is known about it; at most 63 fields.</param>
    /// <example><code>client.Metric("cache_refresh", durationMs: 12, ("customer", "acme"), ("hit", true));</code></example>
    public void Metric(string kind, long durationMs, params ReadOnlySpan<El4kField> fields)
    {
        if (_sendsMetrics)
        {
            var duration = new El4kField("duration", durationMs);
            WriteMetric(kind, _time.GetUtcNow().UtcTicks, MemoryMarshal.CreateReadOnlySpan(ref duration, 1), fields);
        }
    }

    /// <summary>Sends a log record.</summary>
    /// <param name="level">Its severity.</param>
    /// <param name="channel">Who speaks: a component's or a class's name.</param>
    /// <param name="message">What happened.</param>
    /// <param name="context">What is known about it; goes into <c>context</c>.</param>
    public void Log(MonologLevel level, string channel, string message, params ReadOnlySpan<El4kField> context) =>
        Log(level, channel, message, null, context);

    /// <summary>Sends a log record about an exception.</summary>
    /// <param name="level">Its severity.</param>
    /// <param name="channel">Who speaks: a component's or a class's name.</param>
    /// <param name="message">What happened.</param>
    /// <param name="exception">Goes into <c>context.exception</c>, its stack into <c>extra.backtrace</c>.</param>
    /// <param name="context">What else is known about it; goes into <c>context</c>.</param>
    public void Log(
        MonologLevel level, string channel, string message, Exception? exception, params ReadOnlySpan<El4kField> context) =>
        WriteLog(level, channel, message, exception, new FieldContent(context));

    /// <summary>Sends everything written so far.</summary>
    /// <param name="cancellationToken">Ends the wait; what is not sent by then stays in the queues.</param>
    /// <returns>True if every metric was handed to the network and every log record acknowledged or written to standard error.</returns>
    public async Task<bool> FlushAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await _metrics.FlushAsync(cancellationToken).ConfigureAwait(false);
            await _logs.FlushAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Sends what is left, within <see cref="El4kClientOptions.FlushTimeout"/>; log records left then go to standard error.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <inheritdoc cref="Dispose"/>
    /// <returns>Ends when everything is sent or the time is over.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        if (IsEnabled)
        {
            using var budget = new CancellationTokenSource(_options.FlushTimeout, _time);
            if (await FlushAsync(budget.Token).ConfigureAwait(false))
            {
                _stats.Report();
                await FlushAsync(budget.Token).ConfigureAwait(false);
            }
        }

        _stats.Dispose();
        _meter.Dispose();
        await _stopping.CancelAsync().ConfigureAwait(false);
        _metrics.Dispose();
        _logs.Dispose();
        _stopping.Dispose();
    }

    internal void WriteMetric(string kind, long utcTicks, ReadOnlySpan<El4kField> lead, ReadOnlySpan<El4kField> fields)
    {
        if (!_sendsMetrics)
        {
            return;
        }

        if (Volatile.Read(ref _disposed) != 0)
        {
            _counters.Add(ClientCounter.DroppedFull);
            return;
        }

        if (lead.Length + fields.Length > WireLimits.MaxMetricFields)
        {
            _counters.Add(ClientCounter.Truncated);
        }

        _metrics.Write(kind, utcTicks, lead, fields);
        _stats.NoteActivity();
    }

    internal void WriteLog<TContent>(MonologLevel level, string channel, string message, Exception? exception, in TContent content)
        where TContent : struct, ILogContent, allows ref struct
    {
        if (!IsEnabled)
        {
            return;
        }

        if (Volatile.Read(ref _disposed) != 0)
        {
            _counters.Add(ClientCounter.LogDropped);
            return;
        }

        _logWriter.Write(level, channel, message, exception, content);
        _stats.NoteActivity();
    }

    /// <summary>Counts a failure of code the caller gave, such as a request hook.</summary>
    internal void CountCallerFailure() => _counters.Add(ClientCounter.SerialiseErrors);

    // Over TCP when it is open, so that the account of lost datagrams is not itself lost; never over both, or it would count twice.
    private void SendStats(El4kField[] fields)
    {
        var now = _time.GetUtcNow().UtcTicks;
        if (!_logs.IsConnected)
        {
            _metrics.Write(ClientStats.Kind, now, [], fields);
            return;
        }

        var json = new JsonBuffer();
        if (_metricEncoder.Encode(json, ClientStats.Kind, now, fields, WireLimits.MaxRecordBytes) != EncodeResult.TooLarge)
        {
            json.Raw("\n"u8);
            _logs.Write(json.Written, MonologLevel.Info);
        }
    }

    private void WarnOfFault(Exception fault) => _fallback.Warn($"sending metrics failed: {fault}");

    private void OnProcessExit(object? sender, EventArgs e) => Dispose();
}

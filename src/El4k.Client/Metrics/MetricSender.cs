using El4k.Client.Accounting;
using El4k.Client.Timing;
using El4k.Client.Transport;
using El4k.Client.Wire;

namespace El4k.Client.Metrics;

/// <summary>Takes metrics from callers and sends them by UDP, some 50 ms later or as soon as many wait.</summary>
/// <remarks>
/// At most once: what does not fit the ring, is refused or gets lost on the way is counted, never sent again. While the
/// collector's name cannot be resolved the ring keeps what it can hold.
/// </remarks>
internal sealed class MetricSender : IDisposable
{
    /// <summary>How long a metric waits for others to share its datagram.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan FlushRetry = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan NameRetry = TimeSpan.FromSeconds(1);

    private readonly MetricRing _ring;
    private readonly MetricEncoder _encoder;
    private readonly UdpChannel _channel;
    private readonly LossCounters _counters;
    private readonly CollectorResolver _resolver;
    private readonly Alarm _alarm;
    private readonly TimeProvider _time;
    private readonly int _maxBytes;

    // Used only by whoever holds the gate.
    private readonly Lock _gate = new();
    private readonly El4kField[] _fields = new El4kField[WireLimits.MaxMetricFields];
    private readonly JsonBuffer _scratch = new();
    private readonly DatagramBuilder _datagrams;
    private bool _disposed;

    public MetricSender(
        El4kClientOptions options,
        MetricEncoder encoder,
        CollectorResolver resolver,
        LossCounters counters,
        TimeProvider time,
        Action<Exception> onFault)
    {
        _ring = new MetricRing(options.MetricQueueCapacity);
        _encoder = encoder;
        _resolver = resolver;
        _counters = counters;
        _time = time;
        _maxBytes = options.MaxDatagramBytes;
        _channel = new UdpChannel(resolver, options.UdpPort, counters);
        _datagrams = new DatagramBuilder(_channel, _maxBytes);
        _alarm = new Alarm(time, Delay, DrainUnlessDraining, onFault);
    }

    /// <summary>Where the datagrams come from, as the collector sees it; null before the first.</summary>
    public string? Source
    {
        get
        {
            lock (_gate)
            {
                return _channel.Source;
            }
        }
    }

    /// <summary>Takes a metric. Any thread; allocates nothing, waits for nothing.</summary>
    public void Write(string kind, long utcTicks, ReadOnlySpan<El4kField> lead, ReadOnlySpan<El4kField> fields)
    {
        switch (_ring.TryWrite(kind, utcTicks, lead, fields))
        {
            case RingWrite.Written:
                _alarm.Set();
                break;
            case RingWrite.WrittenMany:
                _alarm.Hurry();
                break;
            default:
                _counters.Add(ClientCounter.DroppedFull);
                break;
        }
    }

    /// <summary>Sends everything taken so far, if the collector's address is or becomes known before the token ends it.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        Drain();
        while (!_ring.IsEmpty && !cancellationToken.IsCancellationRequested)
        {
            await _resolver.WaitAsync(cancellationToken).ConfigureAwait(false);
            await Task.Delay(FlushRetry, _time, cancellationToken).ConfigureAwait(false);
            Drain();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _alarm.Dispose();
        lock (_gate)
        {
            _disposed = true;
            while (_ring.TryRead(out _, out _, _fields, out _))
            {
                _counters.Add(ClientCounter.DroppedFull);
            }

            _channel.Dispose();
        }
    }

    private void DrainUnlessDraining()
    {
        if (!_gate.TryEnter())
        {
            return; // Whoever drains looks again when it has left.
        }

        bool drained;
        try
        {
            drained = Drain();
        }
        finally
        {
            _gate.Exit();
        }

        if (drained && !_ring.IsEmpty)
        {
            _alarm.Set();
        }
    }

    /// <returns>False if nothing can be sent now: the name is not known, or the sender is disposed.</returns>
    private bool Drain()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return false;
            }

            if (!_channel.TryOpen())
            {
                _alarm.SetIn(NameRetry);
                return false;
            }

            while (_ring.TryRead(out var kind, out var utcTicks, _fields, out var count))
            {
                Pack(kind, utcTicks, _fields.AsSpan(0, count));
            }

            _datagrams.Send();
            return true;
        }
    }

    private void Pack(string kind, long utcTicks, Span<El4kField> fields)
    {
        _scratch.Clear();
        switch (_encoder.Encode(_scratch, kind, utcTicks, fields, _maxBytes))
        {
            case EncodeResult.TooLarge:
                _counters.Add(ClientCounter.DroppedSize);
                return;
            case EncodeResult.Truncated:
                _counters.Add(ClientCounter.Truncated);
                break;
            default:
                break;
        }

        fields.Clear();
        _datagrams.Add(_scratch.Written);
    }
}

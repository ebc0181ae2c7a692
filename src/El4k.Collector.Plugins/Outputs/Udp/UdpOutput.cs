using System.Globalization;
using System.Net;
using System.Net.Sockets;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Network;

namespace El4k.Collector.Plugins.Outputs.Udp;

/// <summary>Sends each event as a datagram. What the network loses nobody is told of; what cannot be sent is kept.</summary>
internal sealed class UdpOutput : IOutput, IAsyncDisposable
{
    private static readonly TimeSpan AddressAge = TimeSpan.FromSeconds(30);

    private readonly UdpOutputOptions _options;
    private readonly PluginContext _context;
    private readonly RefusedEvents _refused;
    private readonly EncodedEvents _encoded;
    private readonly OccasionalWarning _failures;
    private Socket? _socket;
    private IPAddress? _address;
    private long _resolvedAt;

    /// <exception cref="PluginOptionException">An option cannot be meant.</exception>
    public UdpOutput(UdpOutputOptions options, PluginContext context)
    {
        if (options.RetryCount < 0)
        {
            throw new PluginOptionException("retry_count", "the number of tries must not be negative");
        }

        if (options.RetryBackoff < 1)
        {
            throw new PluginOptionException("retry_backoff_msecs", "at least 1 millisecond lies between two tries");
        }

        if (options.Port.IsLiteral && !TryPort(options.Port.Text, out _))
        {
            throw new PluginOptionException("port", $"a port lies between 1 and 65535, not {options.Port.Text}");
        }

        _options = options;
        _context = context;
        _refused = new RefusedEvents(context);
        _failures = new OccasionalWarning(context.Log, context.Clock);
        _encoded = new EncodedEvents(context.Codec ?? throw new ArgumentException("The output needs a codec.", nameof(context)), endsJsonWithNewline: false);
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(ReadOnlyMemory<Event> events, CancellationToken cancellation)
    {
        for (var i = 0; i < events.Length; i++)
        {
            if (!TryPort(_options.Port.Format(events.Span[i]), out var port))
            {
                await _refused.AddAsync(events.Span[i], $"port => \"{_options.Port.Text}\" gives no port for this event", cancellation).ConfigureAwait(false);
                continue;
            }

            _encoded.Clear();
            _encoded.Add(events.Span[i]);
            if (await SendAsync(_encoded.Bytes, port, cancellation).ConfigureAwait(false) is { } reason)
            {
                await _refused.AddAsync(events.Span[i], reason, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _socket?.Dispose();
        return ValueTask.CompletedTask;
    }

    private static bool TryPort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= IPEndPoint.MaxPort;

    // Returns why the datagram will never be sent, or null when it was.
    private async ValueTask<string?> SendAsync(ReadOnlyMemory<byte> datagram, int port, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            cancellation.ThrowIfCancellationRequested();
            string reason;
            try
            {
                var target = new IPEndPoint(await AddressAsync(cancellation).ConfigureAwait(false), port);
                _socket ??= new Socket(target.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
                await _socket.SendToAsync(datagram, SocketFlags.None, target, cancellation).ConfigureAwait(false);
                return null;
            }
            catch (SocketException failure) when (failure.SocketErrorCode == SocketError.MessageSize)
            {
                return string.Create(CultureInfo.InvariantCulture, $"the event has {datagram.Length} bytes, more than fit into a datagram");
            }
            catch (SocketException failure)
            {
                reason = failure.Message;
                Forget();
            }

            if (tries > _options.RetryCount)
            {
                return $"it could not be sent to {_options.Host}:{port}: {reason}";
            }

            _context.Counters.Add("retries", 1);
            _failures.Write($"A datagram could not be sent to {_options.Host}:{port}: {reason}. Trying again.");
            await Task.Delay(TimeSpan.FromMilliseconds(_options.RetryBackoff), _context.Clock, cancellation).ConfigureAwait(false);
        }
    }

    private async ValueTask<IPAddress> AddressAsync(CancellationToken cancellation)
    {
        if (_address is null || _context.Clock.GetElapsedTime(_resolvedAt) > AddressAge)
        {
            var all = await Dns.GetHostAddressesAsync(_options.Host, cancellation).ConfigureAwait(false);

            // Nobody answers a datagram to say that only the other family is listened on, as most receivers do.
            var found = Array.Find(all, address => address.AddressFamily == AddressFamily.InterNetwork) ?? all[0];
            if (_socket is not null && _socket.AddressFamily != found.AddressFamily)
            {
                Forget();
            }

            _address = found;
            _resolvedAt = _context.Clock.GetTimestamp();
        }

        return _address;
    }

    private void Forget()
    {
        _socket?.Dispose();
        _socket = null;
        _address = null;
    }
}

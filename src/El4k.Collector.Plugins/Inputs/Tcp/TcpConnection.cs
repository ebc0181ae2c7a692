using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Inputs.Tcp;

/// <summary>Reads one connection to its end. A connection that is silent holds no buffer and no batch.</summary>
internal sealed class TcpConnection
{
    private const int ReadBytes = 64 * 1024;

    // At the stop of the pipeline: a sender that goes on without pause is not followed for ever.
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(1);

    private readonly Socket _socket;
    private readonly InputContext _input;
    private readonly PluginContext _plugin;
    private readonly ICodec _codec;
    private readonly byte[] _host;
    private readonly object _port;
    private EventBatch? _batch;

    /// <param name="socket">The connection; owned from now on.</param>
    /// <param name="input">Where events go.</param>
    /// <param name="plugin">The input it belongs to.</param>
    public TcpConnection(Socket socket, InputContext input, PluginContext plugin)
    {
        _socket = socket;
        _socket.Blocking = false;
        _input = input;
        _plugin = plugin;
        _codec = input.CreateCodec();
        var peer = (IPEndPoint?)socket.RemoteEndPoint ?? new IPEndPoint(IPAddress.None, 0);
        _host = Encoding.ASCII.GetBytes(peer.Address.ToString());
        _port = (long)peer.Port;
    }

    /// <summary>Reads until the sender closes, the connection breaks, or the stop; what was read is published.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            await ReadAsync(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await DrainAsync().ConfigureAwait(false);
        }
        catch (SocketException broken)
        {
            // A reset is how many clients close; what they sent before it is kept.
            _plugin.Log.Debug($"The connection from {Encoding.ASCII.GetString(_host)}:{_port} broke: {broken.Message}");
        }
        finally
        {
            _codec.Flush(Batch());
            MarkSource(0);
            await PublishAsync().ConfigureAwait(false);
            _socket.Dispose();
        }
    }

    private async Task ReadAsync(CancellationToken stop)
    {
        while (await ReadAvailableAsync().ConfigureAwait(false))
        {
            await PublishAsync().ConfigureAwait(false);

            // Waiting with an empty buffer: only a connection that has something to read gets one.
            await _socket.ReceiveAsync(Memory<byte>.Empty, SocketFlags.None, stop).ConfigureAwait(false);
        }
    }

    // Returns whether the connection is still open.
    private async ValueTask<bool> ReadAvailableAsync()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ReadBytes);
        try
        {
            while (true)
            {
                var count = _socket.Receive(buffer, SocketFlags.None, out var error);
                if (error == SocketError.WouldBlock)
                {
                    return true;
                }

                if (error != SocketError.Success)
                {
                    throw new SocketException((int)error);
                }

                if (count == 0)
                {
                    return false;
                }

                await DecodeAsync(buffer.AsMemory(0, count)).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task DrainAsync()
    {
        var start = _plugin.Clock.GetTimestamp();
        try
        {
            while (_socket.Available > 0 && _plugin.Clock.GetElapsedTime(start) < DrainLimit && await ReadAvailableAsync().ConfigureAwait(false))
            {
                await PublishAsync().ConfigureAwait(false);
            }
        }
        catch (SocketException broken)
        {
            _plugin.Log.Debug($"A connection broke while it was drained: {broken.Message}");
        }
    }

    private ValueTask DecodeAsync(ReadOnlyMemory<byte> data)
    {
        var batch = Batch();
        var first = batch.Count;
        _codec.Decode(data.Span, batch);
        MarkSource(first);
        return batch.IsFull ? PublishAsync() : default;
    }

    private void MarkSource(int first)
    {
        EventSource.AddText(Batch(), first, EventSource.Host, _host);
        EventSource.AddValue(Batch(), first, EventSource.Port, _port);
    }

    private EventBatch Batch() => _batch ??= _input.RentBatch();

    // Without a token: what has been read is not given up while the queue is full, and the sender is not read on meanwhile.
    private ValueTask PublishAsync()
    {
        if (_batch is not { } batch)
        {
            return default;
        }

        _batch = null;
        return _input.PublishAsync(batch);
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace El4k.Testing;

/// <summary>Stands for a collector: takes datagrams and lines on ports of its own and keeps them as they came.</summary>
public sealed class CollectorStub : IDisposable
{
    private const int ReceiveBufferBytes = 8 * 1024 * 1024;

    private readonly Socket _udp = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<byte[]> _datagrams = [];
    private readonly ConcurrentQueue<string> _lines = [];
    private readonly ConcurrentDictionary<Socket, bool> _connections = [];
    private Socket? _listener;
    private int _connectionsSeen;
    private bool _disposed;

    public CollectorStub()
    {
        _udp.ReceiveBufferSize = ReceiveBufferBytes;
        _udp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        UdpPort = ((IPEndPoint)_udp.LocalEndPoint!).Port;
        new Thread(Receive) { IsBackground = true }.Start();
        StartTcp();
    }

    public int UdpPort { get; }

    public int TcpPort { get; private set; }

    /// <summary>The datagrams received so far.</summary>
    public IReadOnlyList<byte[]> Datagrams => [.. _datagrams];

    /// <summary>The lines received so far over all connections, without their ends.</summary>
    public IReadOnlyList<string> Lines => [.. _lines];

    /// <summary>How many connections were ever accepted.</summary>
    public int ConnectionsSeen => Volatile.Read(ref _connectionsSeen);

    /// <summary>The metrics received so far, arrays taken apart.</summary>
    public IReadOnlyList<JsonElement> Metrics => [.. Datagrams.SelectMany(TakeApart)];

    /// <summary>Takes the metrics out of one datagram, as Logstash's json codec does.</summary>
    public static IEnumerable<JsonElement> TakeApart(byte[] datagram)
    {
        var root = JsonDocument.Parse(datagram).RootElement;
        return root.ValueKind == JsonValueKind.Array ? root.EnumerateArray() : [root];
    }

    /// <summary>Listens again, on the same port as before.</summary>
    public void StartTcp()
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, TcpPort));
        listener.Listen();
        TcpPort = ((IPEndPoint)listener.LocalEndPoint!).Port;
        _listener = listener;
        _ = AcceptAsync(listener);
    }

    /// <summary>Stops listening and closes all connections, as a collector that is shut down or killed.</summary>
    /// <param name="reset">Whether connections are torn down instead of closed.</param>
    public void StopTcp(bool reset = false)
    {
        _listener?.Dispose();
        foreach (var connection in _connections.Keys)
        {
            Close(connection, reset);
        }

        _connections.Clear();
    }

    /// <summary>Waits until at least <paramref name="count"/> lines have come.</summary>
    public Task HasLinesAsync(int count) => Eventually.HoldsAsync(() => _lines.Count >= count, () => $"{count} lines, have {_lines.Count}");

    /// <summary>Waits until at least <paramref name="count"/> metrics have come.</summary>
    public Task HasMetricsAsync(int count) => Eventually.HoldsAsync(() => Metrics.Count >= count, () => $"{count} metrics, have {Metrics.Count}");

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _stopping.Cancel();
        StopTcp();
        _udp.Dispose();
        _stopping.Dispose();
    }

    private static void Close(Socket connection, bool reset)
    {
        try
        {
            if (reset)
            {
                connection.LingerState = new LingerOption(true, 0);
            }
            else
            {
                connection.Shutdown(SocketShutdown.Both); // Disposing alone would reset a connection that is being read.
            }
        }
        catch (SocketException)
        {
            // The other side was faster.
        }

        connection.Dispose();
    }

    private void Receive()
    {
        var buffer = new byte[ushort.MaxValue];
        try
        {
            while (true)
            {
                var length = _udp.Receive(buffer);
                _datagrams.Enqueue(buffer[..length]);
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The stub was stopped.
        }
    }

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                var connection = await listener.AcceptAsync(_stopping.Token);
                _connections[connection] = true;
                Interlocked.Increment(ref _connectionsSeen);
                _ = ReadAsync(connection);
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The listener was stopped.
        }
    }

    private async Task ReadAsync(Socket connection)
    {
        var pending = new List<byte>();
        var buffer = new byte[64 * 1024];
        try
        {
            while (await connection.ReceiveAsync(buffer, SocketFlags.None, _stopping.Token) is > 0 and var length)
            {
                foreach (var value in buffer.AsSpan(0, length))
                {
                    if (value == (byte)'\n')
                    {
                        _lines.Enqueue(Encoding.UTF8.GetString([.. pending]));
                        pending.Clear();
                    }
                    else
                    {
                        pending.Add(value);
                    }
                }
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The connection ended.
        }
    }
}

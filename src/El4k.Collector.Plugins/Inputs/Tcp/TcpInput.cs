using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace El4k.Collector.Plugins.Inputs.Tcp;

/// <summary>Reads events from the connections that clients open.</summary>
/// <remarks>
/// Each connection has a codec of its own; a fragment without its final newline becomes an event when the connection closes. While the queue is full no connection
/// is read, so senders feel it. At the stop of the pipeline no connection is accepted any more, and what has arrived on the open ones is read.
/// </remarks>
internal sealed class TcpInput : IInput, IAsyncDisposable
{
    // Senders that open a connection per event come in bursts; a short queue would make them wait a second for their SYN to be sent again.
    private const int Backlog = 4096;

    // An open connection takes a file descriptor and a few hundred bytes; the limit is there for clients that leak them.
    private const int MaxConnections = 10_000;

    private readonly TcpOptions _options;
    private readonly PluginContext _context;
    private readonly IPEndPoint _endPoint;
    private readonly ConcurrentDictionary<TcpConnection, Task> _connections = new();
    private Socket? _listener;
    private long _refused;

    /// <exception cref="PluginOptionException">Host or port cannot be meant.</exception>
    public TcpInput(TcpOptions options, PluginContext context)
    {
        _options = options;
        _context = context;
        _endPoint = ListenAddress.Resolve(options.Host, options.Port);
    }

    /// <inheritdoc/>
    public EndPoint? LocalEndPoint => _listener?.LocalEndPoint;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellation)
    {
        var listener = new Socket(_endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // Accepted connections inherit it.
            listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, _options.KeepAlive);
            listener.Bind(_endPoint);
            listener.Listen(Backlog);
        }
        catch (SocketException cause)
        {
            listener.Dispose();
            throw ListenAddress.CannotBind("tcp", _endPoint, cause);
        }

        _listener = listener;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task RunAsync(InputContext context, CancellationToken stop)
    {
        var listener = _listener ?? throw new InvalidOperationException("The input has not been started.");
        try
        {
            while (true)
            {
                Serve(await listener.AcceptAsync(stop).ConfigureAwait(false), context, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Connections that completed their handshake but were not accepted yet may hold events already.
            while (listener.Poll(0, SelectMode.SelectRead))
            {
                Serve(await listener.AcceptAsync(CancellationToken.None).ConfigureAwait(false), context, stop);
            }
        }

        await Task.WhenAll(_connections.Values).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _listener?.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Serve(Socket socket, InputContext context, CancellationToken stop)
    {
        _context.Counters.Add("connections", 1);
        if (_connections.Count >= MaxConnections)
        {
            Refuse(socket);
            return;
        }

        // The queue of accepted connections is what bursts need kept short, so decoding happens elsewhere.
        var connection = new TcpConnection(socket, context, _context);
        var reading = Task.Run(() => connection.RunAsync(stop), CancellationToken.None);
        _connections[connection] = reading;
        _ = reading.ContinueWith(
            ended => Ended(connection, ended),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private void Ended(TcpConnection connection, Task reading)
    {
        _connections.TryRemove(connection, out _);
        if (reading.Exception is { } failure)
        {
            _context.Log.Error("A connection could not be read on and was closed.", failure.GetBaseException());
        }
    }

    private void Refuse(Socket socket)
    {
        socket.Dispose();
        _context.Counters.Add("connections_refused", 1);
        if (Interlocked.Increment(ref _refused) == 1)
        {
            _context.Log.Error(string.Create(
                CultureInfo.InvariantCulture,
                $"More than {MaxConnections} connections are open: new ones are closed at once. Look for a client that opens connections and does not close them."));
        }
    }
}

using System.Net.Sockets;

namespace El4k.Collector.Plugins.Inputs;

/// <summary>The bytes of a plain connection: a read is one system call and allocates nothing.</summary>
internal sealed class SocketSource : ByteSource
{
    private readonly Socket _socket;

    /// <param name="socket">The connection; owned from now on.</param>
    public SocketSource(Socket socket)
    {
        _socket = socket;
        _socket.Blocking = false;
    }

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        var count = _socket.Receive(buffer.Span, SocketFlags.None, out var error);
        return error switch
        {
            SocketError.Success => new ValueTask<int>(count),
            SocketError.WouldBlock => new ValueTask<int>(NothingYet),
            _ => ValueTask.FromException<int>(new SocketException((int)error)),
        };
    }

    /// <inheritdoc/>
    public override ValueTask<int> WaitAsync(CancellationToken cancellation) =>
        _socket.ReceiveAsync(Memory<byte>.Empty, SocketFlags.None, cancellation);

    /// <inheritdoc/>
    public override bool HasEnded()
    {
        Span<byte> one = stackalloc byte[1];
        return _socket.Receive(one, SocketFlags.Peek, out var error) == 0 && error != SocketError.WouldBlock;
    }

    /// <inheritdoc/>
    public override void Dispose() => _socket.Dispose();
}

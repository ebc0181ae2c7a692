using System.Net.Sockets;
using El4k.Collector.Plugins.Network;

namespace El4k.Collector.Plugins.Outputs.Tcp;

/// <summary>One connection to a receiver. Used by one caller at a time.</summary>
/// <remarks>
/// TCP tells nobody what a receiver has made of its bytes. What can be known is whether the receiver's kernel has them, and a send ends only then: a connection that
/// breaks before shows which events are to be sent again.
/// </remarks>
internal sealed class OutgoingConnection : IAsyncDisposable
{
    private const int DrainBytes = 4096;

    private static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromMilliseconds(50);

    private readonly Socket _socket;
    private readonly Stream _stream;
    private readonly bool _isPlain;
    private readonly TimeProvider _clock;
    private readonly Task _receiving;
    private readonly CancellationTokenSource _closing = new();

    private OutgoingConnection(Socket socket, Stream stream, bool isPlain, TimeProvider clock)
    {
        _socket = socket;
        _stream = stream;
        _isPlain = isPlain;
        _clock = clock;
        _receiving = DiscardAsync();
    }

    /// <summary>Whether the other side has closed, or the connection has broken.</summary>
    public bool HasEnded => _receiving.IsCompleted;

    /// <summary>Ends when the other side closes.</summary>
    public Task Ended => _receiving;

    /// <summary>Makes a connection of a socket that is connected.</summary>
    /// <param name="socket">The socket; owned from now on, also when the handshake fails.</param>
    /// <param name="tls">Encrypts it; null for a plain one.</param>
    /// <param name="clock">Paces the questions about progress.</param>
    /// <param name="cancellation">Gives up the handshake.</param>
    public static async Task<OutgoingConnection> OpenAsync(Socket socket, ITlsHandshake? tls, TimeProvider clock, CancellationToken cancellation)
    {
        socket.NoDelay = true;
        KeepAliveProbes.Set(socket, isOn: true);
        Stream stream = new NetworkStream(socket, ownsSocket: true);
        if (tls is not null)
        {
            stream = await tls.AuthenticateAsync(stream, cancellation).ConfigureAwait(false);
        }

        return new OutgoingConnection(socket, stream, tls is null, clock);
    }

    /// <summary>Sends bytes and waits until the receiver's kernel has all of them.</summary>
    /// <exception cref="BrokenConnectionException">The connection broke; the exception tells how many bytes had arrived for sure.</exception>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var before = SendProgress.Read(_socket);
        try
        {
            await _stream.WriteAsync(bytes, cancellation).ConfigureAwait(false);
            await _stream.FlushAsync(cancellation).ConfigureAwait(false);
            await WaitUntilAcknowledgedAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or SocketException or ObjectDisposedException)
        {
            // Encrypted bytes do not tell which events they carry.
            var arrived = _isPlain && before is { IsOpen: true } start && SendProgress.Read(_socket) is { } now ? now.AcknowledgedBytes - start.AcknowledgedBytes : 0;
            throw new BrokenConnectionException(failure.Message, Math.Clamp(arrived, 0, bytes.Length), failure);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        await _stream.DisposeAsync().ConfigureAwait(false);
        await _receiving.ConfigureAwait(false);
        _closing.Dispose();
    }

    private async Task WaitUntilAcknowledgedAsync(CancellationToken cancellation)
    {
        for (var pause = FirstPoll; SendProgress.Read(_socket) is { } progress; pause = pause < LongestPoll ? pause * 2 : LongestPoll)
        {
            if (!progress.IsOpen)
            {
                throw new IOException("The receiver closed the connection before it had taken everything.");
            }

            if (progress.IsAllAcknowledged)
            {
                return;
            }

            await Task.Delay(pause, _clock, cancellation).ConfigureAwait(false);
        }
    }

    // Receivers seldom say anything; what they say must not fill up the connection, and its end shows theirs.
    private async Task DiscardAsync()
    {
        var buffer = new byte[DrainBytes];
        try
        {
            while (await _stream.ReadAsync(buffer, _closing.Token).ConfigureAwait(false) > 0)
            {
                // Read to be forgotten.
            }
        }
        catch (Exception ended) when (ended is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The next send will see it.
        }
    }
}

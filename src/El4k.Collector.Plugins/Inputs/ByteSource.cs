namespace El4k.Collector.Plugins.Inputs;

/// <summary>Where the bytes of a connection come from: the socket itself, or TLS over it. Used by one thread at a time.</summary>
internal abstract class ByteSource : IDisposable
{
    /// <summary>What <see cref="ReadAsync"/> answers when nothing has arrived.</summary>
    public const int NothingYet = -1;

    /// <summary>Takes bytes that have arrived; does not wait for more.</summary>
    /// <returns>Their number; 0 at the end of the stream; or <see cref="NothingYet"/>.</returns>
    /// <exception cref="IOException">The connection broke; so does <see cref="System.Net.Sockets.SocketException"/> say.</exception>
    public abstract ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation);

    /// <summary>Waits, without a buffer, until there is something to read or the stream has ended.</summary>
    /// <returns>Nothing of interest.</returns>
    public abstract ValueTask<int> WaitAsync(CancellationToken cancellation);

    /// <summary>Whether the sender has closed, or is gone, and everything that it sent has been read; a source that cannot tell says no.</summary>
    public abstract bool HasEnded();

    /// <summary>Closes the connection.</summary>
    public abstract void Dispose();
}

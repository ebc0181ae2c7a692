using System.Net.Security;

namespace El4k.Collector.Plugins.Inputs;

/// <summary>The bytes of an encrypted connection.</summary>
/// <remarks>
/// A read without room waits inside the stream until something has been decrypted, and takes no buffer for it; it may be under way when nobody waits for it any more,
/// as a read of such a stream cannot be given up and begun again.
/// </remarks>
internal sealed class TlsSource(SslStream stream) : ByteSource
{
    private Task? _arrival;

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        _arrival ??= stream.ReadAsync(Memory<byte>.Empty, CancellationToken.None).AsTask();
        if (!_arrival.IsCompleted)
        {
            return NothingYet;
        }

        await _arrival.ConfigureAwait(false);
        _arrival = null;
        return await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async ValueTask<int> WaitAsync(CancellationToken cancellation)
    {
        _arrival ??= stream.ReadAsync(Memory<byte>.Empty, CancellationToken.None).AsTask();
        await _arrival.WaitAsync(cancellation).ConfigureAwait(false);
        return 0;
    }

    /// <inheritdoc/>
    public override bool HasEnded() => false;

    /// <inheritdoc/>
    public override void Dispose()
    {
        // A read that is still under way fails now, and that is nobody's failure.
        _ = _arrival?.ContinueWith(static read => read.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        stream.Dispose();
    }
}

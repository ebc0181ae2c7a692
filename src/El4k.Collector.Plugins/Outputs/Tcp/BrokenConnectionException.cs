namespace El4k.Collector.Plugins.Outputs.Tcp;

/// <summary>A connection broke while it was sent to.</summary>
internal sealed class BrokenConnectionException(string message, long arrivedBytes, Exception cause) : Exception(message, cause)
{
    /// <summary>How many bytes of the send the receiver's kernel had acknowledged.</summary>
    public long ArrivedBytes { get; } = arrivedBytes;
}

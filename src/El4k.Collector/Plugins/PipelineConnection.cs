namespace El4k.Collector.Plugins;

/// <summary>An output's connection to addresses.</summary>
internal sealed class PipelineConnection : IDisposable
{
    private readonly string _pipeline;
    private readonly PipelineAddress[] _addresses;
    private int _isDisposed;

    /// <summary>Connects; called under the lock of the addresses.</summary>
    public PipelineConnection(string pipeline, PipelineAddress[] addresses)
    {
        _pipeline = pipeline;
        _addresses = addresses;
        foreach (PipelineAddress address in addresses)
        {
            address.Connect(pipeline);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        foreach (PipelineAddress address in _addresses)
        {
            address.Disconnect(_pipeline);
        }
    }
}

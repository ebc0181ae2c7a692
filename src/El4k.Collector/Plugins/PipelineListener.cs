namespace El4k.Collector.Plugins;

/// <summary>An input's hold of an address.</summary>
internal sealed class PipelineListener(PipelineAddress address) : IDisposable
{
    private int _isDisposed;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            address.Release(this);
        }
    }
}

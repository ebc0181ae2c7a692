namespace El4k.Collector.Plugins.Inputs.Http;

/// <summary>Bounds the memory that the bodies of all requests take together. Safe for all threads.</summary>
/// <param name="limit">The bound in bytes.</param>
internal sealed class BodyMemory(long limit)
{
    private long _taken;

    /// <summary>Takes memory if there is any left.</summary>
    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _taken, bytes) <= limit)
        {
            return true;
        }

        Release(bytes);
        return false;
    }

    /// <summary>Gives memory back.</summary>
    public void Release(long bytes) => Interlocked.Add(ref _taken, -bytes);
}

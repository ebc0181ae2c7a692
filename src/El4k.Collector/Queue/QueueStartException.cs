namespace El4k.Collector.Queue;

/// <summary>The disk queue cannot be opened: its folder is in use by another process, or cannot be written. Damage is never a reason.</summary>
public sealed class QueueStartException : Exception
{
    /// <summary>Makes the exception.</summary>
    public QueueStartException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

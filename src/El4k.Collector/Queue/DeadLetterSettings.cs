namespace El4k.Collector.Queue;

/// <summary>The bounds of a folder of dead letters.</summary>
public sealed record DeadLetterSettings
{
    /// <summary>Bytes that are kept.</summary>
    public long MaxBytes { get; init; } = 1L << 30;

    /// <summary>Bytes after which a new file begins.</summary>
    public long MaxFileBytes { get; init; } = 16L << 20;

    /// <summary>What goes when the folder is over its bytes.</summary>
    public DeadLetterPolicy Policy { get; init; } = DeadLetterPolicy.DropOlder;

    /// <summary>Files whose latest letter is older go; null keeps them.</summary>
    public TimeSpan? MaxAge { get; init; }
}

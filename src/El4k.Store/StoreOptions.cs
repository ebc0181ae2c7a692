namespace El4k.Store;

/// <summary>Where a store keeps its data, and its limits.</summary>
public sealed record StoreOptions
{
    /// <summary>The folder of the store; made if it is not there. One process at a time may have it open.</summary>
    public required string DataPath { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Receives one line per thing a person should know: recovery, damage, a failed flush. Called from any thread; must not block.</summary>
    public Action<string> Log { get; init; } = static _ => { };

    /// <summary>An index in memory is written to disk when it reaches this many bytes.</summary>
    public long FlushBytes { get; init; } = 64L << 20;

    /// <summary>All indices in memory together; above it the largest are written to disk.</summary>
    public long MemoryBytes { get; init; } = 192L << 20;

    /// <summary>An index in memory is written to disk when its oldest operation is this old.</summary>
    public TimeSpan FlushInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Size at which the write-ahead log goes on in a new file.</summary>
    public long WalFileBytes { get; init; } = 64L << 20;

    /// <summary>Whether an operation on a missing index creates it.</summary>
    public bool AutoCreateIndex { get; init; } = true;

    /// <summary>Fields that dynamic mapping adds to one index at most; values of further fields stay in <c>_source</c> only.</summary>
    public int MaxDynamicFields { get; init; } = 5000;
}

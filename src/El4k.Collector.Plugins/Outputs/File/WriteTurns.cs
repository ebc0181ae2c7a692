namespace El4k.Collector.Plugins.Outputs.File;

/// <summary>Turns at writing to a file, which several outputs of this process may share: two branches of a condition, or two pipelines. Safe for all threads.</summary>
internal static class WriteTurns
{
    // A few are enough that files seldom wait for each other, however many paths events choose.
    private const int Count = 64;

    private static readonly SemaphoreSlim[] Turns = [.. Enumerable.Range(0, Count).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>The turn of a file; the same for all who write to it by this path.</summary>
    public static SemaphoreSlim Of(string path) => Turns[(uint)StringComparer.Ordinal.GetHashCode(path) % Count];
}

namespace El4k.Server.Monitoring;

/// <summary>The process as the kernel sees it at one moment.</summary>
internal sealed record ProcessValues
{
    public required long ResidentBytes { get; init; }

    public required long VirtualBytes { get; init; }

    public required int Threads { get; init; }

    public required long OpenFiles { get; init; }

    /// <summary>The most files that were seen open.</summary>
    public required long PeakOpenFiles { get; init; }

    /// <summary>The limit; -1 when there is none or it is not known.</summary>
    public required long MaxFiles { get; init; }

    public required TimeSpan ProcessorTime { get; init; }

    /// <summary>Of all processors, since the reading before.</summary>
    public required double ProcessorPercent { get; init; }

    /// <summary>Over 1, 5 and 15 minutes; null when it is not known.</summary>
    public required (double One, double Five, double Fifteen)? Load { get; init; }
}

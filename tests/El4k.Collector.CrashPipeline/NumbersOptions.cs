using El4k.Collector.Plugins;

namespace El4k.Collector.CrashPipeline;

internal sealed record NumbersOptions
{
    [Option("connection")]
    public int Connection { get; init; }

    [Option("first")]
    public int First { get; init; }

    [Option("seed")]
    public int Seed { get; init; }
}

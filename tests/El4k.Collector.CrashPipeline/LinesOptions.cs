using El4k.Collector.Plugins;

namespace El4k.Collector.CrashPipeline;

internal sealed record LinesOptions
{
    [Option("path", IsRequired = true)]
    public string Path { get; init; } = "";

    [Option("delay")]
    public int Delay { get; init; }
}

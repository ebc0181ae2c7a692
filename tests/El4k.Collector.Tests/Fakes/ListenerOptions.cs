using El4k.Collector.Plugins;

namespace El4k.Collector.Tests.Fakes;

internal sealed record ListenerOptions
{
    [Option("port", IsRequired = true)]
    public int Port { get; init; }
}

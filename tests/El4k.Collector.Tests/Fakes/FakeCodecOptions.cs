using El4k.Collector.Plugins;

namespace El4k.Collector.Tests.Fakes;

internal sealed record FakeCodecOptions
{
    [Option("charset")]
    public string Charset { get; init; } = "UTF-8";
}

using El4k.Collector.Plugins;

namespace El4k.Collector.Tests.Fakes;

[NotYetOptions("ssl_enabled")]
internal sealed record FakeOutputOptions
{
    [Option("index")]
    public string Index { get; init; } = string.Empty;

    [Option("hosts", FormerNames = ["host"])]
    public IReadOnlyList<string> Hosts { get; init; } = [];

    [Option("fail_times")]
    public int FailTimes { get; init; }

    [Option("slow_start")]
    public bool SlowStart { get; init; }

    [Option("blocked")]
    public bool Blocked { get; init; }

    [Option("deaf")]
    public bool Deaf { get; init; }

    [Option("short_of_memory")]
    public bool ShortOfMemory { get; init; }
}

using El4k.Collector.Plugins;

namespace El4k.Collector.Tests.Fakes;

internal sealed record FakeInputOptions
{
    [Option("lines")]
    public IReadOnlyList<string> Lines { get; init; } = [];

    [Option("count")]
    public int Count { get; init; } = 1;

    [Option("batch")]
    public int Batch { get; init; } = 100;

    [Option("fail_once")]
    public bool FailOnce { get; init; }

    [Option("cannot_start")]
    public bool CannotStart { get; init; }

    [Option("forgetful")]
    public bool Forgetful { get; init; }

    [Option("endless")]
    public bool Endless { get; init; }

    [Option("short_of_memory")]
    public bool ShortOfMemory { get; init; }
}

using El4k.Collector.Events;
using El4k.Collector.Expressions;
using El4k.Collector.Plugins;

namespace El4k.Collector.Tests.Fakes;

[IgnoredOptions("periodic")]
internal sealed record FakeFilterOptions
{
    [Option("set")]
    public OptionMap<FieldReference, StringFormat> Set { get; init; } = new();

    [Option("drop")]
    public bool Drop { get; init; }

    [Option("clone")]
    public bool Duplicate { get; init; }

    [Option("throw")]
    public bool Throw { get; init; }

    [Option("match")]
    public bool Match { get; init; } = true;

    [Option("hold")]
    public bool Hold { get; init; }

    [Option("spin")]
    public int Spin { get; init; }

    [Option("release")]
    public bool Release { get; init; }

    [Option("size")]
    public ByteSize Size { get; init; }

    [Option("kind", NotYet = ["exotic"])]
    public FakeKind Kind { get; init; }

    [Option("count")]
    public int? Count { get; init; }

    [Option("ratio")]
    public double Ratio { get; init; }

    [Option("anything")]
    public object? Anything { get; init; }

    [Option("patterns")]
    public OptionMap<string, IReadOnlyList<string>> Patterns { get; init; } = new();

    [Option("text", FormerNames = ["words"])]
    public string? Text { get; init; }

    [Option("list")]
    public IReadOnlyList<string> List { get; init; } = [];

    [Option("short_of_memory")]
    public bool ShortOfMemory { get; init; }

    [Option("secret", IsSecret = true)]
    public int? Secret { get; init; }
}

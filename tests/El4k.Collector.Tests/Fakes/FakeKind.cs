using El4k.Collector.Plugins;

namespace El4k.Collector.Tests.Fakes;

internal enum FakeKind
{
    Plain,
    FancyOne,

    [OptionValue("v8")]
    Eight,
}

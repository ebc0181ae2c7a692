using El4k.Collector.Events;
using El4k.Collector.Plugins.Outputs.Null;

namespace El4k.Collector.Plugins.Tests.Outputs;

public sealed class NullOutputTests
{
    [Fact]
    public async Task Events_are_taken_and_left_unchanged()
    {
        var source = Event.Parse("""{"n":1}""");
        var before = source.ToJson();
        await new NullOutput(new NoOptions(), PluginContext.For("null")).WriteAsync(new[] { source }, CancellationToken.None);
        Assert.Equal(before, source.ToJson());
    }
}

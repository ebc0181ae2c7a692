using System.Text;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Codecs.JsonLines;
using El4k.Collector.Plugins.Outputs.Stdout;

namespace El4k.Collector.Plugins.Tests.Outputs;

public sealed class StdoutOutputTests
{
    [Fact]
    public async Task Events_are_written_in_order_as_the_codec_shows_them()
    {
        using var stream = new MemoryStream();
        var codec = new JsonLinesCodec(new JsonLinesOptions(), PluginContext.For("codec"));
        var output = new StdoutOutput(new NoOptions(), PluginContext.For("stdout", codec: codec), stream);
        var events = Enumerable.Range(0, 3).Select(i => Event.Parse($$"""{"n":{{i}}}""")).ToArray();
        await output.WriteAsync(events, CancellationToken.None);

        Assert.Equal(string.Concat(events.Select(item => item.ToJson() + "\n")), Encoding.UTF8.GetString(stream.ToArray()));
    }
}

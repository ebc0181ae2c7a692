using El4k.Collector.Events;
using El4k.Collector.Plugins.Codecs.Json;
using El4k.Collector.Plugins.Codecs.JsonLines;
using El4k.Collector.Plugins.Codecs.Line;
using El4k.Collector.Expressions;

namespace El4k.Collector.Plugins.Tests.Outputs;

/// <summary>Contexts and events for tests of outputs.</summary>
internal static class OutputCodecs
{
    public static ICodec Json => new JsonCodec(new JsonOptions(), PluginContext.For("codec"));

    public static ICodec JsonLines => new JsonLinesCodec(new JsonLinesOptions(), PluginContext.For("codec"));

    public static ICodec Line(string format) => new LineCodec(new LineOptions { Format = StringFormat.Parse(format) }, PluginContext.For("codec"));

    /// <summary>So many events, with the numbers from <paramref name="first"/> on in the field <c>n</c>.</summary>
    public static Event[] Numbered(int count, int first = 0) => [.. Enumerable.Range(first, count).Select(i => Event.Parse($$"""{"n":{{i}}}"""))];
}

using El4k.Collector.Configuration;
using El4k.Collector.Plugins;

namespace El4k.Collector.Tests.Fakes;

/// <summary>A registry of plugins that need nothing from outside.</summary>
internal static class FakePlugins
{
    public static PluginRegistry Registry { get; } = Fill();

    public static ConfigurationResult Load(string text, Func<string, string?>? environment = null, bool supportEscapes = false, ILog? log = null, IDeadLetters? deadLetters = null) =>
        CollectorConfiguration.LoadText(text, "test.conf", new ConfigurationContext
        {
            Registry = Registry,
            Environment = environment ?? (static _ => null),
            SupportEscapes = supportEscapes,
            Log = log ?? NullLog.Instance,
            DeadLetters = deadLetters,
        });

    private static PluginRegistry Fill()
    {
        var registry = new PluginRegistry();
        registry.Inputs.Add<FakeInput, FakeInputOptions>("fake", defaultCodec: "json");
        registry.Inputs.Add<FakeInput, FakeInputOptions>("stream", defaultCodec: "json", readsStream: true);
        registry.Inputs.Add<ListenerInput, ListenerOptions>("listener", defaultCodec: "json");
        registry.Codecs.Add<FakeCodec, FakeCodecOptions>("json", streamTwin: "json_lines");
        registry.Codecs.Add<FakeCodec, FakeCodecOptions>("json_lines");
        registry.Filters.Add<FakeFilter, FakeFilterOptions>("mutate");
        registry.Filters.Add<FakeFilter, FakeFilterOptions>("fake");
        registry.Outputs.Add<FakeOutput, FakeOutputOptions>("memory");
        registry.Outputs.Add<FakeOutput, FakeOutputOptions>("elasticsearch");
        return registry;
    }
}

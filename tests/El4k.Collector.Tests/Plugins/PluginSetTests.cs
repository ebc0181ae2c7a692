using El4k.Collector.Plugins;
using El4k.Collector.Tests.Fakes;

namespace El4k.Collector.Tests.Plugins;

public sealed class PluginSetTests
{
    [Fact]
    public void A_plugin_is_found_and_built_by_its_name()
    {
        var registry = new PluginRegistry();
        registry.Outputs.Add<FakeOutput, FakeOutputOptions>("memory", defaultCodec: "json");
        Assert.True(registry.Outputs.TryGet("memory", out PluginRegistration? found));
        Assert.Equal(("memory", PluginKind.Output, "json"), (found.Name, found.Kind, found.DefaultCodec));
        var options = new FakeOutputOptions();
        Assert.Same(options, Assert.IsType<FakeOutput>(found.Create(options, PluginContext.For("memory"))).Options);
    }

    [Fact]
    public void A_type_without_the_constructor_and_a_name_that_is_taken_are_refused()
    {
        var registry = new PluginRegistry();
        Assert.Throws<ArgumentException>(() => registry.Outputs.Add<FakeOutput, NoOptions>("wrong"));
        registry.Outputs.Add<FakeOutput, FakeOutputOptions>("memory");
        Assert.Throws<ArgumentException>(() => registry.Outputs.Add<FakeOutput, FakeOutputOptions>("memory"));
    }

    [Fact]
    public void What_a_constructor_throws_comes_out_as_it_is()
    {
        Assert.True(FakePlugins.Registry.Filters.TryGet("fake", out PluginRegistration? fake));
        var refused = Assert.Throws<PluginOptionException>(() => fake.Create(new FakeFilterOptions { Text = "refused" }, PluginContext.For("fake")));
        Assert.Equal("text", refused.Option);
    }

    [Fact]
    public void A_plugin_of_Logstash_is_not_yet_here_until_it_is_added()
    {
        var registry = new PluginRegistry();
        Assert.True(registry.Filters.IsNotYet("mutate"));
        Assert.False(registry.Filters.IsNotYet("nonsense"));
        Assert.False(registry.Filters.IsNotYet("sqs"));
        Assert.True(registry.Inputs.IsNotYet("sqs"));
        registry.Filters.Add<FakeFilter, FakeFilterOptions>("mutate");
        Assert.False(registry.Filters.IsNotYet("mutate"));
    }
}

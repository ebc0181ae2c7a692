using System.Reflection;
using El4k.Architecture.Tests.Repository;
using El4k.Architecture.Tests.Rules;
using El4k.Collector.Plugins;
using El4k.Testing;

namespace El4k.Architecture.Tests;

public sealed class ComponentIsCompleteTests
{
    private static readonly ComponentIsComplete _rule = new(RepositoryRoot.Path);

    [Theory]
    [InlineData("src/El4k.Collector.Plugins/Inputs", "src/El4k.Collector.Plugins/BuiltInPlugins.cs", "tests/El4k.Collector.Plugins.Tests/Inputs", "docs/plugins/inputs")]
    [InlineData("src/El4k.Collector.Plugins/Codecs", "src/El4k.Collector.Plugins/BuiltInPlugins.cs", "tests/El4k.Collector.Plugins.Tests/Codecs", "docs/plugins/codecs")]
    [InlineData("src/El4k.Collector.Plugins/Filters", "src/El4k.Collector.Plugins/BuiltInPlugins.cs", "tests/El4k.Collector.Plugins.Tests/Filters", "docs/plugins/filters")]
    [InlineData("src/El4k.Collector.Plugins/Outputs", "src/El4k.Collector.Plugins/BuiltInPlugins.cs", "tests/El4k.Collector.Plugins.Tests/Outputs", "docs/plugins/outputs")]
    [InlineData("src/El4k.Store/Search/Queries", "src/El4k.Store/BuiltInQueries.cs", "tests/El4k.Store.Tests/Search", "docs/queries")]
    [InlineData("src/El4k.Store/Aggregations/Bucket", "src/El4k.Store/BuiltInAggregations.cs", "tests/El4k.Store.Tests/Aggregations", "docs/aggregations")]
    [InlineData("src/El4k.Store/Aggregations/Metric", "src/El4k.Store/BuiltInAggregations.cs", "tests/El4k.Store.Tests/Aggregations", "docs/aggregations")]
    [InlineData("src/El4k.Explorer/Reports", "src/El4k.Explorer/BuiltInReports.cs", "tests/El4k.Explorer.Tests/Reports", "docs/reports")]
    [InlineData("src/El4k.Rest/Endpoints", "src/El4k.Rest/BuiltInEndpoints.cs", "tests/El4k.Rest.Tests/Endpoints", "docs/api")]
    public void A_component_has_a_line_a_test_and_a_page(string folder, string list, string tests, string pages) =>
        _rule.Check(folder, list, tests, pages).AssertHolds();

    [Fact]
    public void A_page_names_every_option_of_its_plugin()
    {
        var registry = BuiltInPlugins.CreateRegistry();
        var plugins = registry.Inputs.All.Concat(registry.Codecs.All).Concat(registry.Filters.All).Concat(registry.Outputs.All);

        _rule.CheckOptions(plugins.Select(p => ($"{p.Kind} {p.Name}", $"docs/plugins/{p.Kind.ToString().ToLowerInvariant()}s/{p.Name}.md", OptionsOf(p.OptionsType)))).AssertHolds();
    }

    [Fact]
    public void Planted_gaps_are_reported()
    {
        using var folder = new TemporaryFolder();
        folder.Write("src/Filters/Mutate/MutateFilter.cs", "");
        folder.Write("src/List.cs", "// names nothing");
        folder.Write("docs/drop.md", "`percentage`");
        var rule = new ComponentIsComplete(folder.Path);

        Assert.Equal(3, rule.Check("src/Filters", "src/List.cs", "tests", "docs").Breaches.Count);
        Assert.Single(rule.CheckOptions([("drop", "docs/drop.md", ["percentage", "id"])]).Breaches);
        Assert.Equal("date_histogram", ComponentIsComplete.SnakeCase("DateHistogram"));
    }

    private static IReadOnlyList<string> OptionsOf(Type options) =>
        [.. options.GetProperties().Select(p => p.GetCustomAttribute<OptionAttribute>()?.Name).OfType<string>()];
}

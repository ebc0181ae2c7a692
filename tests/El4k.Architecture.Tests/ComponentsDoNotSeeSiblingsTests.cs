using System.Reflection;
using El4k.Architecture.Tests.Rules;

namespace El4k.Architecture.Tests;

public sealed class ComponentsDoNotSeeSiblingsTests
{
    public static TheoryData<string, string[], string[]> Families => new()
    {
        {
            "El4k.Collector.Plugins",
            ["El4k.Collector.Plugins.Inputs", "El4k.Collector.Plugins.Codecs", "El4k.Collector.Plugins.Filters", "El4k.Collector.Plugins.Outputs"],
            ["El4k.Collector.Plugins.BuiltInPlugins"]
        },
        {
            "El4k.Store",
            ["El4k.Store.Search.Queries", "El4k.Store.Aggregations.Bucket", "El4k.Store.Aggregations.Metric"],
            ["El4k.Store.BuiltInQueries", "El4k.Store.BuiltInAggregations"]
        },
        { "El4k.Rest", ["El4k.Rest.Endpoints"], ["El4k.Rest.BuiltInEndpoints"] },
        { "El4k.Explorer", ["El4k.Explorer.Reports"], ["El4k.Explorer.BuiltInReports"] },
    };

    [Theory]
    [MemberData(nameof(Families))]
    public void A_component_sees_no_sibling_and_only_the_list_names_it(string assembly, string[] families, string[] lists) =>
        new ComponentsDoNotSeeSiblings(families, lists).Check(Assembly.Load(assembly).GetTypes()).AssertHolds();

    [Fact]
    public void A_planted_component_that_sees_its_sibling_is_reported()
    {
        var rule = new ComponentsDoNotSeeSiblings(["El4k.Architecture.Tests.Planted.Components"], []);

        var report = rule.Check(typeof(ComponentsDoNotSeeSiblingsTests).Assembly.GetTypes());

        Assert.Contains(report.Breaches, b => b.Where.EndsWith("OneComponent", StringComparison.Ordinal));
    }
}

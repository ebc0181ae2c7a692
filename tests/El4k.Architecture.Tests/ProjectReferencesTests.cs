using El4k.Architecture.Tests.Repository;
using El4k.Architecture.Tests.Rules;
using El4k.Testing;

namespace El4k.Architecture.Tests;

public sealed class ProjectReferencesTests
{
    // docs/decisions/0001: the table of projects and who may see whom.
    private static readonly Dictionary<string, string[]> _allowed = new()
    {
        ["El4k.Client"] = [],
        ["El4k.Client.AspNetCore"] = ["El4k.Client"],
        ["El4k.Aws"] = [],
        ["El4k.Elasticsearch"] = [],
        ["El4k.Collector"] = [],
        ["El4k.Collector.Plugins"] = ["El4k.Collector", "El4k.Elasticsearch", "El4k.Aws"],
        ["El4k.Store"] = [],
        ["El4k.Rest"] = ["El4k.Store"],
        ["El4k.Explorer"] = ["El4k.Elasticsearch"],
        ["El4k.Server"] = ["El4k.Client", "El4k.Aws", "El4k.Elasticsearch", "El4k.Collector", "El4k.Collector.Plugins", "El4k.Store", "El4k.Rest", "El4k.Explorer"],
    };

    [Fact]
    public void A_project_references_only_what_the_table_allows() =>
        new ProjectReferences(_allowed).Check(Path.Combine(RepositoryRoot.Path, "src")).AssertHolds();

    [Fact]
    public void A_planted_arrow_and_an_unlisted_project_are_reported()
    {
        using var folder = new TemporaryFolder();
        folder.Write("El4k.Store/El4k.Store.csproj", """<Project><ItemGroup><ProjectReference Include="../El4k.Rest/El4k.Rest.csproj" /></ItemGroup></Project>""");
        folder.Write("El4k.Shared/El4k.Shared.csproj", "<Project />");

        var report = new ProjectReferences(_allowed).Check(folder.Path);

        Assert.Contains(report.Breaches, b => b.Where == "El4k.Store" && b.What.Contains("El4k.Rest", StringComparison.Ordinal));
        Assert.Contains(report.Breaches, b => b.Where == "El4k.Shared");
    }
}

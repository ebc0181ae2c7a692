using System.Text.RegularExpressions;

namespace El4k.Store.Tests.Search;

/// <summary>Every example of the pages about queries and aggregations is a request that works.</summary>
public sealed partial class DocumentationPagesTests
{
    private static readonly TestIndex Index = TestIndex.Create(ReportRuns.Create(500), segments: 2);

    public static TheoryData<string> Pages => [.. Directory.GetFiles(Folder("queries")).Concat(Directory.GetFiles(Folder("aggregations"))).Order().Select(Short)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Its_example_finds_documents(string page)
    {
        var text = File.ReadAllText(Path.Combine(Root(), page));
        var examples = Example().Matches(text);

        Assert.NotEmpty(examples);
        foreach (Match example in examples)
        {
            Assert.Contains($"\"{Path.GetFileNameWithoutExtension(page)}\"", example.Value, StringComparison.Ordinal);
            var answer = Index.Search(example.Groups[1].Value);
            Assert.Equal(page.Contains("match_none", StringComparison.Ordinal), answer["hits"]!["total"]!["value"]!.GetValue<int>() == 0);
        }
    }

    [Fact]
    public void There_is_a_page_for_every_query_and_aggregation()
    {
        var queries = BuiltInQueries.CreateParser();

        Assert.Equal(queries.Names.Select(name => $"docs/queries/{name}.md"), Directory.GetFiles(Folder("queries")).Order(StringComparer.Ordinal).Select(Short));
        Assert.Equal(
            BuiltInAggregations.CreateParser(queries).Names.Select(name => $"docs/aggregations/{name}.md"),
            Directory.GetFiles(Folder("aggregations")).Order(StringComparer.Ordinal).Select(Short));
    }

    private static string Folder(string name) => Path.Combine(Root(), "docs", name);

    private static string Short(string path) => Path.GetRelativePath(Root(), path).Replace('\\', '/');

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "EL4K.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("EL4K.slnx is in no folder above the tests.");
    }

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}

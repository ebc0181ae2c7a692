using El4k.Architecture.Tests.Repository;
using El4k.Architecture.Tests.Rules;
using El4k.Testing;

namespace El4k.Architecture.Tests;

public sealed class SourceTreeTests
{
    /// <summary>Files that stay whole although they are long, each with its reason.</summary>
    private static readonly Dictionary<string, string> _longFiles = [];

    private static readonly SourceTree _tree = new(RepositoryRoot.Path);

    [Fact]
    public void A_namespace_equals_its_folder() => _tree.NamespaceEqualsFolder().AssertHolds();

    [Fact]
    public void A_file_holds_one_idea() => _tree.FileSize(_longFiles).AssertHolds();

    [Fact]
    public void A_file_holds_one_type() => _tree.OneTypeAFile().AssertHolds();

    [Fact]
    public void No_name_says_nothing() => _tree.NoBannedNames().AssertHolds();

    [Fact]
    public void The_median_file_is_short()
    {
        var lines = _tree.Files.Where(f => f.Contains("/src/", StringComparison.Ordinal)).Select(f => File.ReadLines(f).Count()).Order().ToArray();

        Assert.NotEmpty(lines);
        Assert.InRange(lines[lines.Length / 2], 1, 80);
        Assert.InRange(lines[lines.Length * 9 / 10], 1, 300);
    }

    [Fact]
    public void Planted_breaches_are_reported()
    {
        using var folder = new TemporaryFolder();
        folder.Write("src/El4k.Store/Io/Reader.cs", "namespace El4k.Store.Wrong;\ninternal sealed class Reader;\n");
        folder.Write("src/El4k.Store/Io/StringHelper.cs", "namespace El4k.Store.Io;\ninternal sealed class StringHelper;\ninternal enum Second { A }\n");
        folder.Write("src/El4k.Store/Io/Long.cs", "namespace El4k.Store.Io;\n" + new string('\n', SourceTree.LargestFile));
        var tree = new SourceTree(folder.Path);

        Assert.Contains(tree.NamespaceEqualsFolder().Breaches, b => b.Where.EndsWith("Reader.cs", StringComparison.Ordinal));
        Assert.Contains(tree.NoBannedNames().Breaches, b => b.Where.EndsWith("StringHelper.cs", StringComparison.Ordinal));
        Assert.Contains(tree.OneTypeAFile().Breaches, b => b.What.Contains("Second", StringComparison.Ordinal));
        Assert.Contains(tree.FileSize(new Dictionary<string, string>()).Breaches, b => b.Where.EndsWith("Long.cs", StringComparison.Ordinal));
        Assert.Empty(tree.FileSize(new Dictionary<string, string> { ["Long.cs"] = "planted" }).Breaches);
    }
}

using System.Text.RegularExpressions;
using El4k.Collector.Configuration;
using El4k.Collector.Plugins.Tests.Network;

namespace El4k.Collector.Plugins.Tests;

public sealed partial class DocumentedExamplesTests
{
    [Fact]
    public void Every_example_of_a_plugin_page_is_a_configuration_without_errors()
    {
        // The pages name certificates in /etc/el4k; here they lie elsewhere.
        using var authority = new TestAuthority();
        authority.Issue("server");
        var examples = 0;
        foreach (var page in Directory.EnumerateFiles(Path.Combine(RepositoryRoot(), "docs", "plugins"), "*.md", SearchOption.AllDirectories))
        {
            foreach (Match block in Block().Matches(File.ReadAllText(page)))
            {
                var context = new ConfigurationContext { Registry = BuiltInPlugins.CreateRegistry(), Environment = _ => "http://127.0.0.1:9200" };
                var result = CollectorConfiguration.LoadText(block.Groups["text"].Value.Replace("/etc/el4k", authority.Folder.Path, StringComparison.Ordinal), Path.GetFileName(page), context);
                Assert.True(result.Definition is not null, $"{page}\n{string.Join('\n', result.Diagnostics)}");
                examples++;
            }
        }

        Assert.InRange(examples, 14, int.MaxValue);
    }

    private static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "EL4K.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests do not run inside a checkout.");
    }

    [GeneratedRegex(@"^```[a-z]*\n(?<text>(input|filter|output) \{.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}

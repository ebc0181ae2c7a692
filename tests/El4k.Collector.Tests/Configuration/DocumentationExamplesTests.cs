using System.Text.RegularExpressions;
using El4k.Collector.Configuration;

namespace El4k.Collector.Tests.Configuration;

public sealed class DocumentationExamplesTests
{
    [Fact]
    public void Every_configuration_in_the_documentation_is_parsed_without_a_complaint()
    {
        var problems = new List<string>();
        int examples = 0;
        foreach (string page in Directory.GetFiles(DocumentationFolder(), "*.md", SearchOption.AllDirectories))
        {
            foreach (Match block in Regex.Matches(File.ReadAllText(page), "```logstash\n(.*?)```", RegexOptions.Singleline))
            {
                string text = block.Groups[1].Value;
                if (!Regex.IsMatch(text, @"^\s*(#|input\b|filter\b|output\b)"))
                {
                    text = $"filter {{ {text} }}";
                }

                var diagnostics = new DiagnosticList();
                ConfigurationParser.Parse(new SourceText(Path.GetFileName(page), text), diagnostics, supportEscapes: false);
                problems.AddRange(diagnostics.All.Select(d => d.ToString()));
                examples++;
            }
        }

        Assert.Empty(problems);
        Assert.True(examples > 0, "No example was found.");
    }

    private static string DocumentationFolder()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "EL4K.slnx")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? throw new DirectoryNotFoundException("The tests do not lie inside of the repository."), "docs");
    }
}

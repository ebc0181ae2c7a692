using System.Text.RegularExpressions;

namespace El4k.Collector.Plugins.Tests.Filters;

/// <summary>The page of a filter in the documentation, and its examples.</summary>
internal sealed partial class FilterPage
{
    private FilterPage(string text) => Text = text;

    /// <summary>The names of all filters: each has a page.</summary>
    public static TheoryData<string> Names => [.. BuiltInPlugins.CreateRegistry().Filters.All.Select(plugin => plugin.Name)];

    /// <summary>The page as it is written.</summary>
    public string Text { get; }

    /// <summary>The examples: what stands in the filter section, and perhaps an event before and after.</summary>
    public IReadOnlyList<(string Filters, string? Given, string? Expected)> Examples =>
        [.. Example().Matches(Text).Select(match => (match.Groups["filters"].Value, ValueOf(match, "given"), ValueOf(match, "expected")))];

    /// <summary>The page of a filter.</summary>
    public static FilterPage Of(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "EL4K.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("the checkout is in no folder above the tests");
        }

        return new FilterPage(File.ReadAllText(Path.Combine(folder.FullName, "docs", "plugins", "filters", $"{name}.md")));
    }

    private static string? ValueOf(Match match, string group) => match.Groups[group] is { Success: true } found ? found.Value : null;

    // A block with a filter section and, right below it, perhaps a block with the event before and after.
    [GeneratedRegex(@"^```\nfilter \{\n(?<filters>.*?)\n\}\n```\n(?:```json\n(?<given>[^\n]*)\n(?<expected>[^\n]*)\n```)?", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Example();
}

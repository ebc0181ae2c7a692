using System.Collections;
using System.Reflection;
using System.Text.RegularExpressions;
using El4k.Collector.Plugins.Patterns;

namespace El4k.Collector.Plugins.Tests.Filters;

/// <summary>What the pages of the filters promise is what the filters do.</summary>
public partial class FilterPagesTests
{
    public static TheoryData<string> Pages => [.. BuiltInPlugins.CreateRegistry().Filters.All.Select(plugin => plugin.Name)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_example_of_a_page_runs_and_gives_the_event_below_it(string name)
    {
        var page = PageOf(name);
        var examples = Example().Matches(page);

        Assert.NotEmpty(examples);
        Assert.Equal(page.Split("```json").Length - 1, examples.Count(example => example.Groups["given"].Success));
        foreach (Match example in examples)
        {
            var pipeline = FilterPipeline.Load(example.Groups["filters"].Value);
            if (example.Groups["given"].Success)
            {
                var outcome = pipeline.Run(example.Groups["given"].Value).Single().ToJson();
                FilterCase.AssertSame($"{name}.md", example.Groups["expected"].Value, outcome);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_option_of_a_page_has_the_default_of_the_code(string name)
    {
        var page = PageOf(name);
        var type = BuiltInPlugins.CreateRegistry().Filters.All.Single(plugin => plugin.Name == name).OptionsType;
        var defaults = Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties())
        {
            if (property.GetCustomAttribute<OptionAttribute>() is { } option)
            {
                var shown = option.IsRequired ? "required" : Show(property.GetValue(defaults));
                Assert.Contains($"| `{option.Name}` | {shown} |", page);
            }
        }
    }

    [Fact]
    public void The_page_of_grok_names_every_pattern_of_the_library()
    {
        var page = PageOf("grok");

        Assert.All(PatternLibrary.Ecs.Names, pattern => Assert.Contains($"`{pattern}`", page));
    }

    private static string Show(object? value) => value switch
    {
        null => "none",
        bool flag => flag ? "`true`" : "`false`",
        Enum member => $"`{member.GetType().GetField(member.ToString())!.GetCustomAttribute<OptionValueAttribute>()?.Text ?? member.ToString().ToLowerInvariant()}`",
        int or long or double => $"`{value}`",
        IEnumerable<string> texts => $"`[{string.Join(", ", texts.Select(text => $"\"{text}\""))}]`",
        string text => $"`\"{text.Replace("\n", "\\n", StringComparison.Ordinal)}\"`",
        not IEnumerable => $"`\"{value}\"`",
        IEnumerable empty when value.GetType().Name.StartsWith("OptionMap", StringComparison.Ordinal) => $"`{{{string.Join(", ", empty.Cast<object>())}}}`",
        IEnumerable list => $"`[{string.Join(", ", list.Cast<object>())}]`",
    };

    private static string PageOf(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "EL4K.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("the checkout is in no folder above the tests");
        }

        return File.ReadAllText(Path.Combine(folder.FullName, "docs", "plugins", "filters", $"{name}.md"));
    }

    // A block with a filter section and, right below it, perhaps a block with the event before and after.
    [GeneratedRegex(@"^```\nfilter \{\n(?<filters>.*?)\n\}\n```\n(?:```json\n(?<given>[^\n]*)\n(?<expected>[^\n]*)\n```)?", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Example();
}

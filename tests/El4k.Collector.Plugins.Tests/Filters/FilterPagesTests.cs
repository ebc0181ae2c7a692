using System.Collections;
using System.Reflection;
using El4k.Collector.Plugins.Patterns;

namespace El4k.Collector.Plugins.Tests.Filters;

/// <summary>What the pages of the filters promise is what the filters do.</summary>
public class FilterPagesTests
{
    public static TheoryData<string> Pages => FilterPage.Names;

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_example_of_a_page_runs_and_gives_the_event_below_it(string name)
    {
        var page = FilterPage.Of(name);
        var examples = page.Examples;

        Assert.NotEmpty(examples);
        Assert.Equal(page.Text.Split("```json").Length - 1, examples.Count(example => example.Given is not null));
        foreach (var (filters, given, expected) in examples)
        {
            var pipeline = FilterPipeline.Load(filters);
            if (given is not null)
            {
                FilterCase.AssertSame($"{name}.md", expected!, pipeline.Run(given).Single().ToJson());
            }
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_option_of_a_page_has_the_default_of_the_code(string name)
    {
        var page = FilterPage.Of(name).Text;
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
        var page = FilterPage.Of("grok").Text;

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
}

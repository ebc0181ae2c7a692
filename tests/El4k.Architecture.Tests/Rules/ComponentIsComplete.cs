using System.Text.RegularExpressions;

namespace El4k.Architecture.Tests.Rules;

/// <summary>One component = one folder, a line in one list, a test file, a page.</summary>
/// <param name="root">The checkout.</param>
internal sealed partial class ComponentIsComplete(string root)
{
    /// <param name="folder">Parent of the components' folders.</param>
    /// <param name="list">The file that names them, a line each.</param>
    /// <param name="tests">Where a file <c>Name…Tests.cs</c> has to be, at any depth.</param>
    /// <param name="pages">Where <c>name.md</c> has to be.</param>
    public RuleReport Check(string folder, string list, string tests, string pages)
    {
        var breaches = new List<Breach>();
        var components = Directory.GetDirectories(Path.Combine(root, folder)).Select(Path.GetFileName).OfType<string>().ToArray();
        var listed = File.ReadAllText(Path.Combine(root, list));
        var testFiles = Directory.Exists(Path.Combine(root, tests))
            ? Directory.GetFiles(Path.Combine(root, tests), "*Tests.cs", SearchOption.AllDirectories).Select(Path.GetFileName).OfType<string>().ToArray()
            : [];
        foreach (var component in components)
        {
            var where = $"{folder}/{component}";
            if (!Regex.IsMatch(listed, $@"\b{component}\w*"))
            {
                breaches.Add(new Breach(where, $"has no line in {list}"));
            }

            if (!testFiles.Any(file => file.StartsWith(component, StringComparison.Ordinal)))
            {
                breaches.Add(new Breach(where, $"has no {component}…Tests.cs in {tests}"));
            }

            var page = $"{pages}/{SnakeCase(component)}.md";
            if (!File.Exists(Path.Combine(root, page)))
            {
                breaches.Add(new Breach(where, $"has no page {page}"));
            }
        }

        return new RuleReport(components.Length, breaches);
    }

    /// <summary>Each option stands in the page, in backticks.</summary>
    /// <param name="options">Component name, its page, its option names.</param>
    public RuleReport CheckOptions(IEnumerable<(string Name, string Page, IReadOnlyList<string> Options)> options)
    {
        var breaches = new List<Breach>();
        var count = 0;
        foreach (var (name, page, names) in options)
        {
            var file = Path.Combine(root, page);
            var text = File.Exists(file) ? File.ReadAllText(file) : "";
            foreach (var option in names)
            {
                count++;
                if (!text.Contains($"`{option}`", StringComparison.Ordinal))
                {
                    breaches.Add(new Breach(name, $"option {option} is not in {page}"));
                }
            }
        }

        return new RuleReport(count, breaches);
    }

    public static string SnakeCase(string name) => CapitalInside().Replace(name, "_$0").ToLowerInvariant();

    [GeneratedRegex("(?<=.)[A-Z]")]
    private static partial Regex CapitalInside();
}

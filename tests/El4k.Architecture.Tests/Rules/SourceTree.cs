using System.Text.RegularExpressions;

namespace El4k.Architecture.Tests.Rules;

/// <summary>Rules about the files themselves: namespace equals folder, size, names, and words that do not belong.</summary>
internal sealed partial class SourceTree(string root)
{
    /// <summary>Over this many lines a file is named, with its reason, in the table of exceptions.</summary>
    public static readonly int LargestFile = 600;

    private static readonly string[] _bannedWords = ["Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Manager", "Common", "Misc", "Impl"];

    public IReadOnlyList<string> Files { get; } =
        [.. new[] { "src", "tests", "benchmarks", "samples" }
            .Select(folder => Path.Combine(root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Split('/').Any(part => part is "obj" or "bin" or "node_modules"))];

    public RuleReport NamespaceEqualsFolder()
    {
        var breaches = new List<Breach>();
        foreach (var file in Files)
        {
            var match = NamespaceLine().Match(File.ReadAllText(file));
            if (!match.Success)
            {
                continue; // Top-level statements and assembly attributes have none.
            }

            var parts = Path.GetDirectoryName(Path.GetRelativePath(root, file))!.Split('/').Skip(1);
            var expected = string.Join('.', parts);
            if (match.Groups[1].Value != expected)
            {
                breaches.Add(new Breach(Relative(file), $"namespace {match.Groups[1].Value}, its folder says {expected}"));
            }
        }

        return new RuleReport(Files.Count, breaches);
    }

    /// <param name="exceptions">File name → the reason why it stays whole.</param>
    public RuleReport FileSize(IReadOnlyDictionary<string, string> exceptions)
    {
        var breaches = new List<Breach>();
        foreach (var file in Files)
        {
            var lines = File.ReadLines(file).Count();
            var excepted = exceptions.ContainsKey(Path.GetFileName(file));
            if (lines > LargestFile && !excepted)
            {
                breaches.Add(new Breach(Relative(file), $"{lines} lines, over {LargestFile}: split it by idea, or name it with its reason"));
            }
        }

        return new RuleReport(Files.Count, breaches);
    }

    public RuleReport OneTypeAFile()
    {
        var breaches = new List<Breach>();
        foreach (var file in Files.Where(f => Relative(f).StartsWith("src/", StringComparison.Ordinal)))
        {
            var types = TopLevelType().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value).Distinct().ToArray();
            if (types.Length > 1)
            {
                breaches.Add(new Breach(Relative(file), "declares " + string.Join(", ", types) + ": one type a file"));
            }
        }

        return new RuleReport(Files.Count, breaches);
    }

    public RuleReport NoBannedNames()
    {
        var breaches = new List<Breach>();
        foreach (var file in Files)
        {
            foreach (var part in Relative(file).Split('/', '.'))
            {
                if (Words().Matches(part).Any(word => _bannedWords.Contains(word.Value)))
                {
                    breaches.Add(new Breach(Relative(file), $"'{part}' says nothing about what is in it: use the field's word"));
                }
            }
        }

        return new RuleReport(Files.Count, breaches);
    }

    private string Relative(string file) => Path.GetRelativePath(root, file);

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^(?:(?:public|internal|file|sealed|static|abstract|readonly|partial|ref|unsafe) )*(?:class|struct|interface|enum|record(?: struct| class)?) (\w+)", RegexOptions.Multiline)]
    private static partial Regex TopLevelType();

    [GeneratedRegex("[A-Z][a-z]+")]
    private static partial Regex Words();
}

using System.Text;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Translate;

/// <summary>Reads the entries of a dictionary file, by the ending of its name.</summary>
internal static class DictionaryFile
{
    // What a character of UTF-8 takes at most.
    private const int MaximumCharacterLength = 4;

    /// <summary>The default of <c>yaml_dictionary_code_point_limit</c>.</summary>
    public const long DefaultCodePointLimit = 134_217_728;

    /// <summary>Whether the name is that of a YAML file.</summary>
    public static bool IsYaml(string path) => HasEnding(path, ".yml") || HasEnding(path, ".yaml");

    /// <summary>Whether the name ends as one of the kinds that can be read.</summary>
    public static bool IsKnown(string path) => IsYaml(path) || HasEnding(path, ".json") || HasEnding(path, ".csv");

    /// <summary>Reads the entries, in order; of a key that is there twice the last one counts.</summary>
    /// <exception cref="FormatException">The file is no dictionary; the message is a clause that says where and why.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static EventMap Read(string path, long codePointLimit)
    {
        if (IsYaml(path))
        {
            if (new FileInfo(path).Length / MaximumCharacterLength > codePointLimit)
            {
                throw TooLong(codePointLimit);
            }

            var yaml = File.ReadAllText(path);
            return yaml.Length > codePointLimit && yaml.EnumerateRunes().Count() > codePointLimit ? throw TooLong(codePointLimit) : YamlDictionary.Parse(yaml);
        }

        var text = File.ReadAllText(path);
        return HasEnding(path, ".json") ? ParseJson(text) : ParseCsv(text);
    }

    private static EventMap ParseJson(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        if (!JsonValue.TryDecode(Encoding.UTF8.GetBytes(text), out var decoded, out var error))
        {
            throw new FormatException($"it is no JSON: {error}");
        }

        return decoded as EventMap ?? throw new FormatException("it is no JSON object");
    }

    private static EventMap ParseCsv(string text)
    {
        var entries = new EventMap();
        var values = new List<string?>();
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            if (!CsvRow.TryRead(rest, ",", '"', values, out var length, out var error))
            {
                throw new FormatException($"line {text.AsSpan(0, text.Length - rest.Length).Count('\n') + 1} is no row: {error}");
            }

            rest = rest[length..];
            if (values.Count > 0)
            {
                entries[values[0] ?? ""] = values.Count > 1 ? values[1] : null;
            }
        }

        return entries;
    }

    private static bool HasEnding(string path, string ending) => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase);

    private static FormatException TooLong(long limit) => new($"it has more than {limit} characters, the limit that yaml_dictionary_code_point_limit sets");
}

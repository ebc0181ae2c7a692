using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace El4k.Collector.Plugins.Dates;

/// <summary>The names of months and days in one language, English ones always among them.</summary>
/// <remarks>They come from a file of our own (<c>names.txt</c>), because the program runs without the operating system's tables of languages.</remarks>
internal sealed class DateNames
{
    private const string Resource = "dates/names.txt";

    private static readonly Lazy<FrozenDictionary<string, string>> Lines = new(ReadLines);

    private readonly (string Name, int Number)[] _months;
    private readonly (string Name, int Number)[] _days;

    private DateNames(string months, string days)
    {
        _months = [.. Split(months).Concat(Split(Lines.Value["en months"])).OrderByDescending(entry => entry.Name.Length)];
        _days = [.. Split(days).Concat(Split(Lines.Value["en days"])).OrderByDescending(entry => entry.Name.Length)];
    }

    /// <summary>The names of months with their numbers, longer ones first; one name may stand for two months where English and the language differ.</summary>
    public IReadOnlyList<(string Name, int Number)> Months => _months;

    /// <summary>The names of days with their numbers, longer ones first; Monday is 1.</summary>
    public IReadOnlyList<(string Name, int Number)> Days => _days;

    /// <summary>The names of English alone.</summary>
    public static DateNames English { get; } = new("", "");

    /// <summary>The languages there are names for.</summary>
    public static IEnumerable<string> KnownLanguages =>
        Lines.Value.Keys.Where(key => key.EndsWith(" days", StringComparison.Ordinal)).Select(key => key[..2]).Order(StringComparer.Ordinal);

    /// <summary>The names for a plugin's option <c>locale</c>: English without it, and, with a warning, for a locale there are no names for.</summary>
    public static DateNames Of(string? locale, PluginLog log)
    {
        if (locale is null)
        {
            return English;
        }

        if (TryGet(locale, out var names))
        {
            return names;
        }

        log.Warning($"There are no names of months and days for the locale '{locale}', so English ones are used; there are: {string.Join(", ", KnownLanguages)}.");
        return English;
    }

    /// <summary>Finds the names of a locale, written as <c>de</c>, <c>de-AT</c> or <c>de_AT.UTF-8</c>; only its language counts.</summary>
    public static bool TryGet(string locale, [NotNullWhen(true)] out DateNames? names)
    {
        var end = locale.AsSpan().IndexOfAny('-', '_', '.');
        var language = end < 0 ? locale : locale[..end];
        language = language.ToLowerInvariant();
        language = language is "no" or "nn" ? "nb" : language;
        names = Lines.Value.TryGetValue($"{language} months", out var months) ? new DateNames(months, Lines.Value[$"{language} days"]) : null;
        return names is not null;
    }

    /// <summary>Reads the longest name of a month the text begins with, in any case.</summary>
    public bool TryReadMonth(ref ReadOnlySpan<char> text, out int month) => TryRead(_months, ref text, out month);

    /// <summary>Reads the longest name of a day the text begins with; Monday is 1.</summary>
    public bool TryReadDay(ref ReadOnlySpan<char> text, out int day) => TryRead(_days, ref text, out day);

    private static bool TryRead((string Name, int Number)[] entries, ref ReadOnlySpan<char> text, out int number)
    {
        foreach (var (name, value) in entries)
        {
            if (text.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                text = text[name.Length..];
                number = value;
                return true;
            }
        }

        number = 0;
        return false;
    }

    private static IEnumerable<(string Name, int Number)> Split(string names) =>
        names.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany((forms, index) => forms.Split('|').Select(form => (form, index + 1)));

    /// <summary>The lines of the file, by what they begin with: <c>de months</c>.</summary>
    private static FrozenDictionary<string, string> ReadLines()
    {
        using var reader = new StreamReader(typeof(DateNames).Assembly.GetManifestResourceStream(Resource)!);
        var lines = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                var names = line.IndexOf(' ', line.IndexOf(' ', StringComparison.Ordinal) + 1);
                lines.Add(line[..names], line[(names + 1)..]);
            }
        }

        return lines.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

using El4k.Collector.Expressions.Oniguruma;

namespace El4k.Collector.Plugins.Filters.Translate;

/// <summary>Finds the first entry whose key is an expression that matches somewhere in the text.</summary>
internal sealed class PatternLookup : ILookup
{
    /// <summary>How long one expression may take on one text: it takes microseconds unless it backtracks without end.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    private readonly (TimedRegex Pattern, object? Value)[] _entries;

    /// <exception cref="FormatException">A key is no expression; the message is a clause.</exception>
    public PatternLookup(IEnumerable<KeyValuePair<string, object?>> entries) =>
        _entries = [.. entries.Select(entry => (Compile(entry.Key), entry.Value))];

    /// <inheritdoc/>
    public bool TryFind(string text, out object? found)
    {
        foreach (var (pattern, value) in _entries)
        {
            if (pattern.Match(text).Success)
            {
                found = value;
                return true;
            }
        }

        found = null;
        return false;
    }

    private static TimedRegex Compile(string key) => OnigurumaExpression.TryParse(key, out var expression, out var error)
        ? new TimedRegex(expression, Timeout)
        : throw new FormatException($"the key \"{key}\" is no expression: {error}");
}

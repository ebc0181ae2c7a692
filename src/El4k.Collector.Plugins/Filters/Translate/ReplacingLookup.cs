using System.Text;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Translate;

/// <summary>Replaces every key that stands in a text by its value; where several begin, the one that comes first in the dictionary counts.</summary>
internal sealed class ReplacingLookup : ILookup
{
    private readonly Dictionary<string, (int Order, string Value)> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Order, string Value)>.AlternateLookup<ReadOnlySpan<char>> _byText;

    // The lengths of the keys that begin with a character: few, however many keys there are.
    private readonly Dictionary<char, int[]> _lengths;

    public ReplacingLookup(IEnumerable<KeyValuePair<string, object?>> entries)
    {
        foreach (var (key, value) in entries)
        {
            if (key.Length > 0)
            {
                _entries.TryAdd(key, (_entries.Count, ValueText.Of(value)));
            }
        }

        _byText = _entries.GetAlternateLookup<ReadOnlySpan<char>>();
        _lengths = _entries.Keys.GroupBy(key => key[0]).ToDictionary(keys => keys.Key, keys => keys.Select(key => key.Length).Distinct().Order().ToArray());
    }

    /// <inheritdoc/>
    public bool TryFind(string text, out object? found)
    {
        StringBuilder? replaced = null;
        var copied = 0;
        var at = 0;
        while (at < text.Length)
        {
            var length = LengthOfKey(text, at, out var value);
            if (length == 0)
            {
                at++;
                continue;
            }

            replaced = (replaced ?? new StringBuilder(text.Length)).Append(text, copied, at - copied).Append(value);
            at += length;
            copied = at;
        }

        found = replaced?.Append(text, copied, text.Length - copied).ToString();
        return found is string result && result != text;
    }

    private int LengthOfKey(string text, int at, out string? value)
    {
        value = null;
        var found = 0;
        var first = int.MaxValue;
        if (!_lengths.TryGetValue(text[at], out var lengths))
        {
            return 0;
        }

        foreach (var length in lengths)
        {
            if (at + length > text.Length)
            {
                break;
            }

            if (_byText.TryGetValue(text.AsSpan(at, length), out var entry) && entry.Order < first)
            {
                first = entry.Order;
                value = entry.Value;
                found = length;
            }
        }

        return found;
    }
}

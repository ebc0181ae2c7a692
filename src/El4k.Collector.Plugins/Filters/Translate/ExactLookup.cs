using System.Collections.Frozen;

namespace El4k.Collector.Plugins.Filters.Translate;

/// <summary>Finds the entry whose key is the text.</summary>
internal sealed class ExactLookup(IEnumerable<KeyValuePair<string, object?>> entries) : ILookup
{
    private readonly FrozenDictionary<string, object?> _entries = entries.ToFrozenDictionary(StringComparer.Ordinal);

    /// <inheritdoc/>
    public bool TryFind(string text, out object? found) => _entries.TryGetValue(text, out found);
}

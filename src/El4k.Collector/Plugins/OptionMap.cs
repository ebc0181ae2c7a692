using System.Collections;

namespace El4k.Collector.Plugins;

/// <summary>A hash option: pairs in the order of the configuration; a key may occur only once.</summary>
public sealed class OptionMap<TKey, TValue>(IReadOnlyList<KeyValuePair<TKey, TValue>> pairs) : IReadOnlyList<KeyValuePair<TKey, TValue>>
{
    /// <summary>Makes an empty map: the usual default.</summary>
    public OptionMap()
        : this([])
    {
    }

    /// <inheritdoc/>
    public int Count => pairs.Count;

    /// <inheritdoc/>
    public KeyValuePair<TKey, TValue> this[int index] => pairs[index];

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator() => pairs.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

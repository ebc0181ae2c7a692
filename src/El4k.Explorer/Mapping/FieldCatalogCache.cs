using System.Collections.Concurrent;
using El4k.Elasticsearch;

namespace El4k.Explorer.Mapping;

/// <summary>Keeps each pattern's fields for a few seconds: one page asks for them many times.</summary>
internal sealed class FieldCatalogCache(ElasticsearchClient client, TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(5);

    // Patterns come from addresses, so their number has no bound of its own.
    private static readonly int MaxEntries = 200;

    private readonly ConcurrentDictionary<string, (DateTimeOffset Until, FieldCatalog Catalog)> _entries = new(StringComparer.Ordinal);

    public async Task<FieldCatalog> GetAsync(string index, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_entries.TryGetValue(index, out var entry) && entry.Until > now)
        {
            return entry.Catalog;
        }

        using var mapping = await client.GetMappingAsync(index, cancellationToken).ConfigureAwait(false);
        var catalog = FieldCatalog.Parse(mapping.RootElement);
        if (_entries.Count >= MaxEntries)
        {
            _entries.Clear();
        }

        _entries[index] = (now + Life, catalog);
        return catalog;
    }
}

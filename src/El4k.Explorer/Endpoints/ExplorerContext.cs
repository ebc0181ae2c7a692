using El4k.Elasticsearch;
using El4k.Explorer.Mapping;

namespace El4k.Explorer.Endpoints;

/// <summary>What all requests share.</summary>
/// <param name="client">The store.</param>
/// <param name="index">The index pattern where an address names none.</param>
/// <param name="time">The clock.</param>
internal sealed class ExplorerContext(ElasticsearchClient client, string index, TimeProvider time)
{
    public ElasticsearchClient Client { get; } = client;

    public string Index { get; } = index;

    public TimeProvider Time { get; } = time;

    public FieldCatalogCache Catalogs { get; } = new(client, time);
}

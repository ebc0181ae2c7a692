using El4k.Elasticsearch;
using El4k.Explorer.Mapping;

namespace El4k.Explorer.Endpoints;

/// <summary>What all requests share.</summary>
internal sealed class ExplorerContext(ElasticsearchClient client, ExplorerOptions options)
{
    public ElasticsearchClient Client { get; } = client;

    public ExplorerOptions Options { get; } = options;

    public FieldCatalogCache Catalogs { get; } = new(client, options.TimeProvider);
}

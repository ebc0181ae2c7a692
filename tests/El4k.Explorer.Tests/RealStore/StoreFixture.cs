using El4k.Elasticsearch;
using El4k.Rest;
using El4k.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Logging;

namespace El4k.Explorer.Tests.RealStore;

/// <summary>The explorer in front of the real store behind its real REST API, all in this process, filled with <see cref="Traffic"/>.</summary>
public sealed class StoreFixture : IAsyncLifetime
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "el4k-explorer-" + Guid.NewGuid().ToString("N"));
    private StoreEngine? _store;
    private WebApplication? _rest;

    internal ExplorerHost Explorer { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _store = StoreEngine.Open(new StoreOptions { DataPath = _folder });
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        _rest = builder.Build();
        _rest.MapRest(_store, new RestOptions());
        await _rest.StartAsync();
        var handler = _rest.GetTestServer().CreateHandler();
        using var client = new ElasticsearchClient(new ElasticsearchClientOptions { Hosts = [new Uri("http://store:9200")], Handler = handler });
        var response = await client.BulkAsync(Traffic.Bulk());
        Assert.True(response is { IsSuccess: true, Failures: [] }, response.Error ?? string.Join("; ", response.Failures.Take(3)));
        Explorer = await ExplorerHost.StartAsync(_rest.GetTestServer().CreateHandler());
    }

    public async Task DisposeAsync()
    {
        await Explorer.DisposeAsync();
        await _rest!.DisposeAsync();
        await _store!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

using System.Net;
using System.Text.Json.Nodes;
using El4k.Elasticsearch;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Logging;

namespace El4k.Explorer.Tests;

/// <summary>The explorer in a server without a socket, in front of a store that is only a message handler.</summary>
internal sealed class ExplorerHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ElasticsearchClient _client;

    private ExplorerHost(WebApplication app, ElasticsearchClient client)
    {
        _app = app;
        _client = client;
        Http = app.GetTestClient();
    }

    public HttpClient Http { get; }

    public static async Task<ExplorerHost> StartAsync(HttpMessageHandler store)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var client = new ElasticsearchClient(new ElasticsearchClientOptions { Hosts = [new Uri("http://store:9200")], Handler = store });
        app.MapExplorer(client, new ExplorerOptions { TimeProvider = new StoppedTime() });
        await app.StartAsync();
        return new ExplorerHost(app, client);
    }

    public async Task<JsonNode> GetAsync(string address, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var response = await Http.GetAsync(new Uri(address, UriKind.Relative));
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(expected == response.StatusCode, $"{address}: {(int)response.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        _client.Dispose();
    }

    private sealed class StoppedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Some.Now;
    }
}

using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using El4k.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace El4k.Rest.Tests;

/// <summary>The API over a real store in a folder of its own, without a socket.</summary>
public sealed class RestServer : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("el4k-rest-").FullName;
    private readonly List<string> _log = [];
    private StoreEngine? _store;
    private IHost? _host;

    /// <summary>What the API logged: nothing, unless a request failed for a reason of ours.</summary>
    public IReadOnlyList<string> Log => _log;

    public HttpClient Http { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _store = StoreEngine.Open(new StoreOptions { DataPath = _data });
        _host = await new HostBuilder().ConfigureWebHost(web => web.UseTestServer()
            .ConfigureServices(services => services.AddRouting())
            .Configure(app => app.UseRouting().UseEndpoints(routes => routes.MapRest(_store, new RestOptions { MaxContentBytes = 1 << 20, Log = _log.Add })))).StartAsync();
        Http = _host.GetTestClient();
    }

    public async Task DisposeAsync()
    {
        await _host!.StopAsync();
        _host.Dispose();
        await _store!.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    /// <summary>Sends a request and reads the answer as JSON; a body that begins with <c>{"index"</c> is sent as NDJSON.</summary>
    internal async Task<(HttpStatusCode Status, JsonNode Body)> SendAsync(string method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using var response = await Http.SendAsync(request);
        Assert.Equal("Elasticsearch", response.Headers.GetValues("X-Elastic-Product").Single());
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!);
    }
}

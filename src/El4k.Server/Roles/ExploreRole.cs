using El4k.Elasticsearch;
using El4k.Explorer;
using El4k.Explorer.Status;
using El4k.Server.Options;

namespace El4k.Server.Roles;

/// <summary>The explorer in the browser, over any store that speaks Elasticsearch's API.</summary>
/// <param name="elasticsearch">Where the store answers; asked for at start, when a store in this process knows its port.</param>
/// <param name="inputs">Host and ports that the page for a first event shows.</param>
internal sealed class ExploreRole(ServerOptions options, Func<Uri> elasticsearch, Func<(string Host, int Tcp, int Udp)> inputs, TimeProvider time) : IRole
{
    private ElasticsearchClient? _client;
    private HttpListener? _http;

    public IReadOnlyList<Listener> Listeners => [new("explorer", _http?.Url.ToString() ?? "", "open this in a browser")];

    public async Task StartAsync(CancellationToken stop)
    {
        _client = new ElasticsearchClient(new ElasticsearchClientOptions { Hosts = [elasticsearch()], TimeProvider = time });
        var (host, tcp, udp) = inputs();
        var explorer = new ExplorerOptions { TimeProvider = time, FirstEvent = FirstEventCommand.Defaults(host, tcp, udp) };
        _http = new HttpListener(options.Bind, options.ExplorerPort, ServerOptions.ExplorerPortOption.Name, app => app.MapExplorer(_client, explorer));
        await _http.StartAsync(stop).ConfigureAwait(false);
    }

    public Task StopAsync(CancellationToken giveUp) => _http?.StopAsync(giveUp) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_http is not null)
        {
            await _http.DisposeAsync().ConfigureAwait(false);
        }

        _client?.Dispose();
    }
}

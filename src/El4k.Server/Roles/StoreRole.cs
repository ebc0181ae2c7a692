using El4k.Rest;
using El4k.Server.Options;
using El4k.Store;

namespace El4k.Server.Roles;

/// <summary>The embedded store behind its Elasticsearch-compatible API.</summary>
internal sealed class StoreRole(ServerOptions options, TimeProvider time, Action<string> log) : IRole
{
    private StoreEngine? _store;
    private HttpListener? _http;
    private RetentionSweep? _retention;

    public IReadOnlyList<Listener> Listeners => [new("REST API", Url.ToString(), $"Elasticsearch's protocol; data in {options.Data}")];

    /// <summary>Where the API answers; valid once started.</summary>
    public Uri Url => _http?.Url ?? new Uri($"http://{options.Bind}:{options.RestPort}");

    public async Task StartAsync(CancellationToken stop)
    {
        try
        {
            _store = StoreEngine.Open(new StoreOptions { DataPath = options.Data, TimeProvider = time, Log = log });
        }
        catch (IOException e)
        {
            throw new RoleStartException($"cannot open the data folder {options.Data} (--data): {e.Message}", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new RoleStartException($"cannot open the data folder {options.Data} (--data): {e.Message}", e);
        }

        var rest = new RestOptions { TimeProvider = time, Log = log };
        _http = new HttpListener(
            options.Bind, options.RestPort, ServerOptions.RestPortOption.Name, app => app.MapRest(_store, rest), limits => limits.MaxRequestBodySize = rest.MaxContentBytes);
        await _http.StartAsync(stop).ConfigureAwait(false);
        _retention = new RetentionSweep(_store, options.Retention, time, log);
    }

    public Task StopAsync(CancellationToken giveUp) => _http?.StopAsync(giveUp) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_retention is not null)
        {
            await _retention.DisposeAsync().ConfigureAwait(false);
        }

        if (_http is not null)
        {
            await _http.DisposeAsync().ConfigureAwait(false);
        }

        if (_store is not null)
        {
            await _store.DisposeAsync().ConfigureAwait(false);
        }
    }
}

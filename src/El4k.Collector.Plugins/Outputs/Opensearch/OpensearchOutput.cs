using El4k.Collector.Events;
using El4k.Collector.Plugins.Aws;
using El4k.Collector.Plugins.Bulk;
using El4k.Elasticsearch;

namespace El4k.Collector.Plugins.Outputs.Opensearch;

/// <summary>Sends events to OpenSearch: with a user and password, with signed requests, or freely.</summary>
internal sealed class OpensearchOutput : IOutput, IMonitoringOutput, IAsyncDisposable
{
    private readonly SignedRequests? _requests;
    private readonly HttpMessageHandler _handler;
    private readonly BulkSender _sender;

    /// <exception cref="PluginOptionException">An option cannot be meant.</exception>
    public OpensearchOutput(OpensearchOptions options, PluginContext context)
    {
        var api = options.LegacyTemplate switch { true => TemplateApi.Legacy, false => TemplateApi.Composable, null => TemplateApi.Auto };
        var settings = BulkOptionsCheck.Settings(options, api, new StoreNames(context.EcsCompatibility)) with { FlushBytes = BulkOptionsCheck.FlushBytes("target_bulk_bytes", options.TargetBulkBytes) };
        var auth = AuthType.Parse(options);
        var hosts = HostUris.Resolve(options.Hosts, options.SslEnabled || auth.Keys is not null, options.Path, host => Port(host));
        var sockets = StoreHandler.Create(options, context);
        _requests = auth.Keys is { } keys ? new SignedRequests(keys, auth.Service, sockets, context) : null;
        _handler = _requests?.Handler ?? sockets;
        var client = BulkOptionsCheck.Client(options, hosts, _handler, context) with { User = auth.User, Password = auth.Password };
        _sender = new BulkSender(new ElasticsearchClient(client), settings, context);
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(ReadOnlyMemory<Event> events, CancellationToken cancellation) => _sender.WriteAsync(events, cancellation);

    /// <inheritdoc/>
    public ValueTask<bool> WriteMonitoringAsync(string index, ReadOnlyMemory<Event> documents, CancellationToken cancellation) =>
        _sender.WriteMonitoringAsync(index, documents, cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _sender.Dispose();
        _handler.Dispose();
        _requests?.Dispose();
        return ValueTask.CompletedTask;
    }

    // Amazon's domains answer at the port of their scheme only, whatever other stores do.
    private static int? Port(Uri host) => host.Host.EndsWith(".amazonaws.com", StringComparison.OrdinalIgnoreCase) ? null : HostUris.StorePort;
}

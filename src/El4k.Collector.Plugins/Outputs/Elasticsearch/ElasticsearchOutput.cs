using El4k.Collector.Events;
using El4k.Collector.Plugins.Bulk;
using El4k.Elasticsearch;

namespace El4k.Collector.Plugins.Outputs.Elasticsearch;

/// <summary>Sends events to any store that speaks the Elasticsearch protocol, by bulk requests.</summary>
internal sealed class ElasticsearchOutput : IOutput, IMonitoringOutput, IAsyncDisposable
{
    private readonly SocketsHttpHandler? _handler;
    private readonly BulkSender _sender;

    /// <exception cref="PluginOptionException">An option cannot be meant.</exception>
    public ElasticsearchOutput(ElasticsearchOptions options, PluginContext context)
    {
        var settings = ElasticsearchOptionsCheck.Settings(options, context);
        var hosts = ElasticsearchOptionsCheck.Hosts(options);
        var (user, password) = ElasticsearchOptionsCheck.Login(options);
        var lent = context.GetHostPart<HttpMessageHandler>();
        _handler = lent is null ? StoreHandler.Create(options, context) : null;
        var client = BulkOptionsCheck.Client(options, hosts, lent ?? _handler!, context) with { User = user, Password = password, ApiKey = ElasticsearchOptionsCheck.EncodedApiKey(options.ApiKey) };
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
        _handler?.Dispose();
        return ValueTask.CompletedTask;
    }
}

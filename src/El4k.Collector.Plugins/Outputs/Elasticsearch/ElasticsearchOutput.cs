using El4k.Collector.Events;
using El4k.Collector.Plugins.Bulk;
using El4k.Elasticsearch;

namespace El4k.Collector.Plugins.Outputs.Elasticsearch;

/// <summary>Sends events to any store that speaks the Elasticsearch protocol, by bulk requests.</summary>
internal sealed class ElasticsearchOutput : IOutput, IMonitoringOutput, IAsyncDisposable
{
    private readonly BulkSender _sender;

    /// <exception cref="PluginOptionException">An option cannot be meant.</exception>
    public ElasticsearchOutput(ElasticsearchOptions options, PluginContext context)
    {
        ElasticsearchOptionsCheck.Check(options);
        _sender = new BulkSender(Connect(options, context), Settings(options), context);
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
        return ValueTask.CompletedTask;
    }

    private static BulkSettings Settings(ElasticsearchOptions options) => new()
    {
        Index = options.Index,
        Action = options.Action,
        DocumentId = options.DocumentId,
        Routing = options.Routing,
        Pipeline = options.Pipeline,
        RetryInitialInterval = TimeSpan.FromSeconds(options.RetryInitialInterval),
        RetryMaxInterval = TimeSpan.FromSeconds(options.RetryMaxInterval),
    };

    private static ElasticsearchClient Connect(ElasticsearchOptions options, PluginContext context) =>
        new(new ElasticsearchClientOptions
        {
            Hosts = HostUris.Resolve(options.Hosts, options.SslEnabled, options.Path),
            User = options.User,
            Password = options.Password,
            ApiKey = ElasticsearchOptionsCheck.EncodedApiKey(options.ApiKey),
            RequestTimeout = TimeSpan.FromSeconds(options.Timeout),
            HostPause = TimeSpan.FromSeconds(options.ResurrectDelay),
            CompressBulk = options.HttpCompression || options.CompressionLevel > 0,
            Handler = context.GetHostPart<HttpMessageHandler>(),
            TimeProvider = context.Clock,
        });
}

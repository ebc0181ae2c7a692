using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using El4k.Collector.Events;
using El4k.Elasticsearch;

namespace El4k.Collector.Plugins.Outputs.Elasticsearch;

/// <summary>Sends events to any store that speaks the Elasticsearch protocol, by bulk requests.</summary>
/// <remarks>
/// A store that is away, busy or locked is waited for; a document that exists already is done; one that will never be taken is dead-lettered. Event bytes are copied
/// into a pooled body as they are. Safe for all threads: each call has a writer of its own.
/// </remarks>
internal sealed class ElasticsearchOutput : IOutput, IMonitoringOutput, IAsyncDisposable
{
    private readonly ElasticsearchOptions _options;
    private readonly PluginContext _context;
    private readonly ElasticsearchClient _client;
    private readonly BulkDelivery _delivery;
    private readonly ConcurrentBag<BulkWriter> _writers = [];
    private int _hasWarned;

    /// <exception cref="PluginOptionException">An option cannot be meant.</exception>
    public ElasticsearchOutput(ElasticsearchOptions options, PluginContext context)
    {
        _options = options;
        _context = context;
        ElasticsearchOptionsCheck.Check(options);
        _client = Connect(options, context);
        _delivery = new BulkDelivery(_client, options, context);
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(ReadOnlyMemory<Event> events, CancellationToken cancellation)
    {
        var writer = _writers.TryTake(out var free) ? free : new BulkWriter(_options);
        try
        {
            var next = 0;
            while (next < events.Length)
            {
                next = writer.Fill(events.Span, next);
                NoteMissing(writer.MissingFields);
                await _delivery.DeliverAsync(writer.Body, events, cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            _writers.Add(writer);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool> WriteMonitoringAsync(string index, ReadOnlyMemory<Event> documents, CancellationToken cancellation)
    {
        using var body = new BulkBody();
        var action = Encoding.UTF8.GetBytes($"{{\"index\":{{\"_index\":\"{JsonEncodedText.Encode(index)}\"}}}}\n");
        for (var i = 0; i < documents.Length; i++)
        {
            body.Write(action);
            documents.Span[i].WriteJson(body);
            body.Write("\n"u8);
            body.EndAction(i);
        }

        try
        {
            var response = await _client.BulkAsync(body.Memory, cancellationToken: cancellation).ConfigureAwait(false);
            return response.IsSuccess && response.Failures.Count == 0;
        }
        catch (ElasticsearchUnreachableException away)
        {
            _context.Log.Debug($"The collector's own counters could not be stored: {away.Message}");
            return false;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        while (_writers.TryTake(out var writer))
        {
            writer.Dispose();
        }

        _client.Dispose();
        return ValueTask.CompletedTask;
    }

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

    private void NoteMissing(int count)
    {
        if (count == 0)
        {
            return;
        }

        _context.Counters.Add("index_name_incomplete", count);
        if (Interlocked.Exchange(ref _hasWarned, 1) == 0)
        {
            _context.Log.Warning(
                $"Events lack a field of index => \"{_options.Index}\": the name gets \"{IndexName.Missing}\" in its place. Set the field, or leave it out of the name. (Said once; counted as index_name_incomplete.)");
        }
    }
}

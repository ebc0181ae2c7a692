using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using El4k.Collector.Events;
using El4k.Elasticsearch;
using El4k.Elasticsearch.Bulk;

namespace El4k.Collector.Plugins.Bulk;

/// <summary>What the outputs to a store have in common: events become bulk requests, and those are delivered.</summary>
/// <remarks>
/// A store that is away, busy or locked is waited for; a document that exists already is done; one that will never be taken is dead-lettered. Event bytes are copied
/// into a pooled body as they are. Safe for all threads: each call has a writer of its own. Owns the client.
/// </remarks>
internal sealed class BulkSender(ElasticsearchClient client, BulkSettings settings, PluginContext context) : IDisposable
{
    private readonly BulkDelivery _delivery = new(client, settings, context);
    private readonly TemplateInstaller _template = new(client, settings, context);
    private readonly ConcurrentBag<BulkWriter> _writers = [];
    private int _hasWarned;
    private int _hasWarnedOfOwn;

    /// <summary>Delivers events; see <see cref="IOutput.WriteAsync"/>.</summary>
    public async ValueTask WriteAsync(ReadOnlyMemory<Event> events, CancellationToken cancellation)
    {
        if (!_template.IsDone)
        {
            await _template.InstallAsync(cancellation).ConfigureAwait(false);
        }

        var writer = _writers.TryTake(out var free) ? free : new BulkWriter(settings);
        try
        {
            var next = 0;
            while (next < events.Length)
            {
                next = writer.Fill(events.Span, next);
                NoteMissing(writer.MissingFields);
                foreach (var (index, reason) in writer.Refused)
                {
                    await _delivery.RefuseAsync(events, index, reason, cancellation).ConfigureAwait(false);
                }

                if (writer.Body.Count > 0)
                {
                    await _delivery.DeliverAsync(writer.Body, events, cancellation).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            _writers.Add(writer);
        }
    }

    /// <summary>Tries once to deliver the collector's own documents; see <see cref="IMonitoringOutput.WriteMonitoringAsync"/>.</summary>
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
            var response = await client.BulkAsync(body.Memory, cancellationToken: cancellation).ConfigureAwait(false);

            // An answer that does not tell about each document is not a store's: something else listens there.
            if (!response.IsSuccess || response.ItemCount != documents.Length || response.Failures.Count == documents.Length)
            {
                NoteRefused(response);
                return false;
            }

            // Sent again, those that were taken would count twice.
            if (response.Failures is [var first, ..])
            {
                context.Log.Warning($"The store refused {response.Failures.Count} of {documents.Length} documents with the collector's own counters; these are lost. The first reason: {first.Type}: {first.Reason}");
            }
            else
            {
                Volatile.Write(ref _hasWarnedOfOwn, 0);
            }

            return true;
        }
        catch (ElasticsearchUnreachableException away)
        {
            context.Log.Debug($"The collector's own counters could not be stored: {away.Message}");
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_writers.TryTake(out var writer))
        {
            writer.Dispose();
        }

        _template.Dispose();
        client.Dispose();
    }

    // Every ten seconds the same would be said; a store that is only busy or away is no news, its events wait and say so.
    private void NoteRefused(BulkResponse response)
    {
        var (status, reason) = response switch
        {
            { IsSuccess: false } => (response.Status, $"{response.Status}: {response.Error}"),
            { Failures: [var first, ..] } => (first.Status, $"{first.Status} {first.Type}: {first.Reason}"),
            _ => (response.Status, "The answer does not tell about each document"),
        };
        if (status is 408 or 429 or >= 500)
        {
            context.Log.Debug($"The collector's own counters could not be stored: {reason}");
        }
        else if (Interlocked.Exchange(ref _hasWarnedOfOwn, 1) == 0)
        {
            context.Log.Warning(
                $"The store refuses the collector's own counters (el4k-ingest-*), which the page Ingest reads; events are not concerned. {reason.TrimEnd('.')}. Let the user write there, or set monitoring.enabled to false. (Said once, until they are taken.)");
        }
    }

    private void NoteMissing(int count)
    {
        if (count == 0)
        {
            return;
        }

        context.Counters.Add("index_name_incomplete", count);
        if (Interlocked.Exchange(ref _hasWarned, 1) == 0)
        {
            context.Log.Warning(
                $"Events lack a field of index => \"{settings.Index}\": the name gets \"{IndexName.Missing}\" in its place. Set the field, or leave it out of the name. (Said once; counted as index_name_incomplete.)");
        }
    }
}

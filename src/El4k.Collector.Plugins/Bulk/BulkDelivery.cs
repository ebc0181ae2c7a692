using System.Globalization;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Outputs;
using El4k.Collector.Plugins.Retries;
using El4k.Elasticsearch;
using El4k.Elasticsearch.Bulk;

namespace El4k.Collector.Plugins.Bulk;

/// <summary>Delivers bodies until each of their documents is stored, there already, or dead-lettered. Safe for all threads.</summary>
internal sealed class BulkDelivery(ElasticsearchClient client, BulkSettings settings, PluginContext context)
{
    // What a store or a proxy asks for beyond it is not believed: its trouble may be over long before.
    private static readonly TimeSpan LongestAsked = TimeSpan.FromMinutes(5);

    private readonly RefusedEvents _refused = new(context, settings.RetryInitialInterval, settings.RetryMaxInterval);

    /// <summary>Delivers one body.</summary>
    /// <param name="body">The actions; not changed.</param>
    /// <param name="events">The events that the actions stand for.</param>
    /// <param name="cancellation">Asks to give up.</param>
    public async ValueTask DeliverAsync(BulkBody body, ReadOnlyMemory<Event> events, CancellationToken cancellation)
    {
        var backoff = NewBackoff();
        BulkBody? rest = null;
        try
        {
            while (true)
            {
                var pending = rest ?? body;
                var response = await SendAsync(pending, backoff, cancellation).ConfigureAwait(false);
                if (!response.IsSuccess)
                {
                    await DeliverInPartsAsync(pending, events, response, cancellation).ConfigureAwait(false);
                    return;
                }

                var putOff = await SortOutAsync(pending, events, response, cancellation).ConfigureAwait(false);
                var reason = putOff is null ? null : ReasonToWait(pending, putOff, response);
                rest?.Dispose();
                rest = putOff;
                if (rest is null)
                {
                    return;
                }

                await WaitAsync(backoff, response.RetryAfter, reason, cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            rest?.Dispose();
        }
    }

    // Tries until the store says something about this body.
    private async ValueTask<BulkResponse> SendAsync(BulkBody body, RetryBackoff backoff, CancellationToken cancellation)
    {
        while (true)
        {
            var response = await TrySendAsync(body, backoff, cancellation).ConfigureAwait(false);
            if (response is null)
            {
                continue;
            }

            if (response.IsSuccess || RetryRules.OfRequest(response.Status) != Verdict.Retry)
            {
                return response;
            }

            await WaitAsync(backoff, response.RetryAfter, $"The store answered {response.Status} to a bulk request: {response.Error}", cancellation).ConfigureAwait(false);
        }
    }

    private async ValueTask<BulkResponse?> TrySendAsync(BulkBody body, RetryBackoff backoff, CancellationToken cancellation)
    {
        context.Counters.Add("bulk_requests", 1);
        try
        {
            var response = await client.BulkAsync(body.Memory, cancellationToken: cancellation).ConfigureAwait(false);
            if (!response.IsSuccess || response.ItemCount == body.Count || (response.HasErrors == false && response.Failures.Count == 0))
            {
                return response;
            }

            await WaitAsync(backoff, null, $"The store told about {response.ItemCount} of {body.Count} documents, so which ones it took is not known", cancellation).ConfigureAwait(false);
        }
        catch (ElasticsearchUnreachableException away)
        {
            await WaitAsync(backoff, null, away.Message, cancellation).ConfigureAwait(false);
        }

        return null;
    }

    // Halves find the document that is too large, or not understood, with few requests.
    private async ValueTask DeliverInPartsAsync(BulkBody body, ReadOnlyMemory<Event> events, BulkResponse response, CancellationToken cancellation)
    {
        if (body.Count == 1)
        {
            await RefuseAsync(events, body.Origin(0), $"{response.Status}: {response.Error} (the only document of its request, {body.Length} bytes)", cancellation).ConfigureAwait(false);
            return;
        }

        context.Counters.Add("bulk_splits", 1);
        var half = body.Count / 2;
        foreach (var (first, count) in ((int, int)[])[(0, half), (half, body.Count - half)])
        {
            using var part = new BulkBody();
            for (var i = first; i < first + count; i++)
            {
                part.Append(body, i);
            }

            await DeliverAsync(part, events, cancellation).ConfigureAwait(false);
        }
    }

    // Returns what is to be sent again, or null when nothing is.
    private async ValueTask<BulkBody?> SortOutAsync(BulkBody body, ReadOnlyMemory<Event> events, BulkResponse response, CancellationToken cancellation)
    {
        BulkBody? rest = null;
        foreach (var failure in response.Failures)
        {
            switch (Judge(body, failure))
            {
                case Verdict.Retry:
                    rest ??= new BulkBody();
                    rest.Append(body, failure.Position);
                    break;
                case Verdict.Duplicate:
                    context.Counters.Add("duplicates", 1);
                    break;
                case Verdict.Missing:
                    context.Counters.Add("not_found", 1);
                    break;
                case Verdict.Dropped:
                    context.Counters.AddDropped(1);
                    Say(failure, $"An event is dropped, as drop_error_types asks for: {failure.Status} {failure.Type}: {failure.Reason}");
                    break;
                default:
                    await RefuseAsync(events, body.Origin(failure.Position), $"{failure.Status} {failure.Type}: {failure.Reason}", cancellation).ConfigureAwait(false);
                    break;
            }
        }

        return rest;
    }

    private Verdict Judge(BulkBody body, BulkItemFailure failure)
    {
        if (settings.DroppedErrors.Contains(failure.Type))
        {
            return Verdict.Dropped;
        }

        return settings.DeadLetterCodes.Contains(failure.Status) ? Verdict.Refused
            : failure.Status == 409 && body.IsAction(failure.Position, BulkAction.Update) ? Verdict.Retry
            : failure.Status == 404 && failure.Type.Length == 0 && body.IsAction(failure.Position, BulkAction.Delete) ? Verdict.Missing
            : RetryRules.OfItem(failure.Status);
    }

    private string? ReasonToWait(BulkBody pending, BulkBody rest, BulkResponse response)
    {
        var first = response.Failures.FirstOrDefault(failure => Judge(pending, failure) == Verdict.Retry && !settings.SilencedErrors.Contains(failure.Type));
        return first is null ? null : $"The store put off {rest.Count} of {response.ItemCount} documents: {first.Status} {first.Type}: {first.Reason}";
    }

    private void Say(BulkItemFailure failure, string what)
    {
        if (!settings.SilencedErrors.Contains(failure.Type))
        {
            context.Log.Warning(what);
        }
    }

    /// <summary>Gives an event up for good: it becomes a dead letter with the reason.</summary>
    public ValueTask RefuseAsync(ReadOnlyMemory<Event> events, int index, string reason, CancellationToken cancellation) =>
        _refused.AddAsync(events.Span[index], reason, cancellation);

    private RetryBackoff NewBackoff() =>
        new(settings.RetryInitialInterval, settings.RetryMaxInterval, Random.Shared);

    private Task WaitAsync(RetryBackoff backoff, TimeSpan? asked, string? reason, CancellationToken cancellation)
    {
        var delay = backoff.Next();
        asked = asked > LongestAsked ? LongestAsked : asked;
        delay = asked > delay ? asked.Value : delay;
        context.Counters.Add("retries", 1);
        if (reason is not null)
        {
            context.Log.Warning(string.Create(CultureInfo.InvariantCulture, $"{reason.TrimEnd('.')}. Trying again in {delay.TotalSeconds:0.#} s."));
        }

        return Task.Delay(delay, context.Clock, cancellation);
    }
}

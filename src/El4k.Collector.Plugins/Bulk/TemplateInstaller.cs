using El4k.Collector.Plugins.Retries;
using El4k.Elasticsearch;

namespace El4k.Collector.Plugins.Bulk;

/// <summary>Puts the template into the store before the first document goes there, once. Safe for all threads.</summary>
/// <remarks>A store that is away is waited for, as it is for documents; one that refuses the template is a warning, and gets its documents all the same.</remarks>
internal sealed class TemplateInstaller(ElasticsearchClient client, BulkSettings settings, PluginContext context) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile bool _isDone = settings.Template is null;

    /// <summary>Whether there is nothing to do any more.</summary>
    public bool IsDone => _isDone;

    /// <summary>Waits until the template is there, or refused.</summary>
    public async ValueTask InstallAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var backoff = new RetryBackoff(settings.RetryInitialInterval, settings.RetryMaxInterval, Random.Shared);
            while (!_isDone)
            {
                await TryInstallAsync(settings.Template!, backoff, cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async ValueTask TryInstallAsync(StoreTemplate template, RetryBackoff backoff, CancellationToken cancellation)
    {
        try
        {
            if (!template.Overwrites && await ExistsAsync(template, cancellation).ConfigureAwait(false))
            {
                _isDone = true;
                return;
            }

            await PutAsync(template, cancellation).ConfigureAwait(false);
            _isDone = true;
            context.Log.Info($"The template {template.Name} is in the store.");
        }
        catch (ElasticsearchResponseException refused) when (IsForGood(refused))
        {
            _isDone = true;
            context.Log.Warning($"The store takes no template ({refused.Reason}): its own rules decide how fields are indexed. manage_template => false leaves it at that.");
        }
        catch (Exception failure) when (failure is ElasticsearchUnreachableException or ElasticsearchResponseException)
        {
            var delay = backoff.Next();
            context.Counters.Add("retries", 1);
            context.Log.Warning($"{failure.Message.TrimEnd('.')} (looking for the template {template.Name}). Trying again in {delay.TotalSeconds:0.#} s.");
            await Task.Delay(delay, context.Clock, cancellation).ConfigureAwait(false);
        }
    }

    // One of the other kind counts too: it has been put there for a reason, and a composable one would silence it.
    private async ValueTask<bool> ExistsAsync(StoreTemplate template, CancellationToken cancellation)
    {
        foreach (var path in (string[])[Path("_index_template", template), Path("_template", template)])
        {
            try
            {
                if (await client.ExistsAsync(path, cancellation).ConfigureAwait(false))
                {
                    return true;
                }
            }
            catch (ElasticsearchResponseException unknown) when ((int)unknown.StatusCode is 400 or 405)
            {
                // The store does not have this kind.
            }
        }

        return false;
    }

    private async ValueTask PutAsync(StoreTemplate template, CancellationToken cancellation)
    {
        try
        {
            if (template.Composable is { } composable)
            {
                using var answer = await client.RequestAsync(HttpMethod.Put, Path("_index_template", template), composable, cancellation).ConfigureAwait(false);
                return;
            }
        }
        catch (ElasticsearchResponseException unknown) when (template.Legacy is not null && (int)unknown.StatusCode is 400 or 404 or 405)
        {
            // The store may be older than this kind.
        }

        using var older = await client.RequestAsync(HttpMethod.Put, Path("_template", template), template.Legacy, cancellation).ConfigureAwait(false);
    }

    private static string Path(string api, StoreTemplate template) => $"/{api}/{Uri.EscapeDataString(template.Name)}";

    // Keys may be mended, and a busy store gets free; everything else stays as it is. Who may write documents may not always write templates.
    private static bool IsForGood(ElasticsearchResponseException refused) => (int)refused.StatusCode is >= 400 and < 500 and not 401 and not 429;
}

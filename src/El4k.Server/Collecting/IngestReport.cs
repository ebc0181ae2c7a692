using System.Buffers;
using System.Globalization;
using System.Text.Json;
using El4k.Collector.Events;
using El4k.Collector.Pipeline;
using El4k.Collector.Plugins;
using El4k.Collector.Queue;

namespace El4k.Server.Collecting;

/// <summary>Writes what a pipeline counted since the last time as documents, one per input and output and one per kind of personal data that a filter dealt with in a field, to <c>el4k-ingest-YYYY.MM.dd</c>.</summary>
/// <remarks>
/// The documents go through the pipeline's own output, so the explorer's Ingest page works over a real cluster and over many regions.
/// What could not be written is in the next interval's numbers: the baseline moves only after a success.
/// </remarks>
internal sealed class IngestReport(EventPipeline pipeline, DeadLetterFolder? deadLetters, string pipelineName, string region, TimeProvider time, Action<string> log) : IAsyncDisposable
{
    /// <summary>Time between two reports.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan _first = TimeSpan.FromSeconds(2);

    private readonly EventBatchPool _pool = new(time);
    private readonly Dictionary<string, PluginCountersSnapshot> _baseline = new(StringComparer.Ordinal);
    private readonly DeadLetterNews _letters = new(deadLetters);
    private readonly SemaphoreSlim _one = new(1, 1);
    private ITimer? _timer;
    private int _isWriting;
    private DateTimeOffset _since = time.GetUtcNow();

    public void Start() => _timer = time.CreateTimer(_ => _ = WriteNowAndThenAsync(), null, _first, Interval);

    /// <summary>The last report, when everything is delivered; there is none after it.</summary>
    public async Task CloseAsync(CancellationToken stop)
    {
        if (_timer is not null)
        {
            await _timer.DisposeAsync().ConfigureAwait(false);
        }

        await WriteAsync(stop).ConfigureAwait(false);
    }

    /// <summary>Writes one report now.</summary>
    /// <returns>False when the target did not take it.</returns>
    public async Task<bool> WriteAsync(CancellationToken stop)
    {
        if (pipeline.MonitoringOutput is not { } output)
        {
            return false;
        }

        await _one.WaitAsync(stop).ConfigureAwait(false);
        var batch = _pool.Rent();
        try
        {
            var now = time.GetUtcNow();
            var plugins = pipeline.ReadStatus().Plugins;
            var letters = _letters.Read();
            foreach (var plugin in plugins)
            {
                AddDocuments(plugin, Baseline(plugin), letters, now, batch);
            }

            // Left over are those of outputs that a reload has taken away.
            foreach (var (id, news) in letters.Where(pair => plugins.All(plugin => plugin.Id != pair.Key)))
            {
                batch.AddJson(Document(id, id, PluginKind.Output, now, json => WriteOutput(json, 0, news.Written, 0, news)));
            }

            var index = "el4k-ingest-" + now.UtcDateTime.ToString("yyyy.MM.dd", CultureInfo.InvariantCulture);
            var written = await output.WriteMonitoringAsync(index, batch.Events, stop).ConfigureAwait(false);
            if (written)
            {
                _since = now;
                _letters.Reported(letters);
                foreach (var plugin in plugins)
                {
                    _baseline[plugin.Id] = plugin.Counters;
                }
            }

            return written;
        }
        finally
        {
            batch.Complete(BatchOutcome.Delivered);
            _one.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_timer is not null)
        {
            await _timer.DisposeAsync().ConfigureAwait(false);
        }

        await _one.WaitAsync().ConfigureAwait(false);
        _one.Dispose();
    }

    // A plugin that a reload has put in the place of another begins its counts anew.
    private PluginCountersSnapshot? Baseline(PluginStatus plugin) =>
        _baseline.TryGetValue(plugin.Id, out var before) && before.Out <= plugin.Counters.Out && before.Received <= plugin.Counters.Received ? before : null;

    private async Task WriteNowAndThenAsync()
    {
        if (Interlocked.Exchange(ref _isWriting, 1) == 1)
        {
            // A store that hangs takes longer to give up than the interval: reports do not line up behind it.
            return;
        }

        try
        {
            await WriteAsync(CancellationToken.None).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A timer has nobody to throw to; the counts are in the next report.
        catch (Exception e)
#pragma warning restore CA1031
        {
            log($"warning: the ingest report failed, its counts come with the next one: {e.Message}");
        }
        finally
        {
            Volatile.Write(ref _isWriting, 0);
        }
    }

    private void AddDocuments(PluginStatus plugin, PluginCountersSnapshot? before, IReadOnlyDictionary<string, DeadLetterTally> letters, DateTimeOffset now, EventBatch batch)
    {
        switch (plugin.Kind)
        {
            case PluginKind.Input:
                batch.AddJson(Document(plugin.Id, plugin.Name, plugin.Kind, now, json => WriteInput(json, plugin.Counters, before)));
                break;
            case PluginKind.Output:
                var sent = plugin.Counters.Out - (before?.Out ?? 0);
                var failed = Named(plugin.Counters, "refused") - Named(before, "refused");
                var retries = Named(plugin.Counters, "retries") - Named(before, "retries");
                DeadLetterTally? news = letters.TryGetValue(plugin.Id, out var tally) ? tally : null;
                batch.AddJson(Document(plugin.Id, plugin.Name, plugin.Kind, now, json => WriteOutput(json, sent, failed, retries, news)));
                break;
            default:
                foreach (var count in PiiCount.Since(before, plugin.Counters))
                {
                    batch.AddJson(Document(plugin.Id, plugin.Name, plugin.Kind, now, json => WritePii(json, count)));
                }

                break;
        }
    }

    private ReadOnlySpan<byte> Document(string id, string name, PluginKind kind, DateTimeOffset now, Action<Utf8JsonWriter> writeCounts)
    {
        var output = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("@timestamp", now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            if (region.Length > 0)
            {
                json.WriteString("region", region);
            }

            json.WriteString("instance", Environment.MachineName);
            json.WriteString("pipeline", pipelineName);
            json.WriteStartObject("plugin");
            json.WriteString("id", id);
            json.WriteString("name", name);
            json.WriteString("kind", TextOf(kind));
            json.WriteEndObject();
            json.WriteNumber("interval_ms", (long)(now - _since).TotalMilliseconds);
            writeCounts(json);
            json.WriteEndObject();
        }

        return output.WrittenSpan;
    }

    private static string TextOf(PluginKind kind) => kind switch
    {
        PluginKind.Input => "input",
        PluginKind.Filter => "filter",
        _ => "output",
    };

    private static void WriteOutput(Utf8JsonWriter json, long sent, long failed, long retries, DeadLetterTally? letters)
    {
        json.WriteNumber("out", sent);
        json.WriteNumber("failed", failed);
        json.WriteNumber("retries", retries);
        json.WriteNumber("dead_letters", letters?.Written ?? 0);
        if (letters is { } some)
        {
            json.WriteString("dead_letter_reason", some.LastReason);
        }
    }

    private static void WritePii(Utf8JsonWriter json, PiiCount count)
    {
        json.WriteStartObject("pii");
        json.WriteString("action", count.Action);
        json.WriteString("kind", count.Kind);
        json.WriteString("field", count.Field);
        json.WriteEndObject();
        json.WriteNumber("count", count.Count);
    }

    private static void WriteInput(Utf8JsonWriter json, PluginCountersSnapshot now, PluginCountersSnapshot? before)
    {
        json.WriteNumber("out", now.Out - (before?.Out ?? 0));
        json.WriteNumber("received", now.Received - (before?.Received ?? 0));
        json.WriteNumber("parse_failures", now.ParseFailures - (before?.ParseFailures ?? 0));
        json.WriteNumber("dropped", now.Dropped - (before?.Dropped ?? 0));
        if (now.LastEvent is { } last)
        {
            json.WriteString("last_event", last.ToString());
        }

        if (now.Lag is { } lag)
        {
            json.WriteNumber("lag_ms", (long)lag.TotalMilliseconds);
        }
    }

    private static long Named(PluginCountersSnapshot? counters, string name) => counters is not null && counters.Named.TryGetValue(name, out var value) ? value : 0;
}

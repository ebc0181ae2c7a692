using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using El4k.Elasticsearch;
using El4k.Explorer.Errors;

namespace El4k.Explorer.Searching;

/// <summary>The searches of one answer: keeps what was asked and how long it took.</summary>
/// <remarks>Searches may run side by side. The answers live until the session is disposed.</remarks>
internal sealed class StoreSession(ElasticsearchClient client, TimeProvider time) : IDisposable
{
    private readonly ConcurrentQueue<StoreRequest> _requests = new();
    private readonly ConcurrentQueue<JsonDocument> _answers = new();
    private readonly long _started = time.GetTimestamp();

    public ElasticsearchClient Client => client;

    public IReadOnlyList<StoreRequest> Requests => [.. _requests];

    /// <summary>What the answers so far lack, null when all are whole.</summary>
    public string? Incomplete => _requests.Select(request => request.Incomplete).FirstOrDefault(missing => missing is not null);

    public long TookMs => (long)time.GetElapsedTime(_started).TotalMilliseconds;

    public async Task<JsonElement> SearchAsync(string index, JsonObject body, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var answer = await client.SearchAsync(index, JsonSerializer.SerializeToUtf8Bytes(body), cancellationToken).ConfigureAwait(false);
        _answers.Enqueue(answer);
        var root = answer.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("hits", out var hits) || !hits.TryGetProperty("total", out _))
        {
            throw new BadStoreAnswerException($"What answers at {client.Address} is no Elasticsearch or OpenSearch store: its answer to a search has no hits.");
        }

        Record("POST", $"/{index}/_search", body, started, Completeness.Missing(root));
        return root;
    }

    public async Task<JsonElement?> GetDocumentAsync(string index, string id, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var answer = await client.GetDocumentAsync(index, id, cancellationToken).ConfigureAwait(false);
        Record("GET", $"/{index}/_doc/{Uri.EscapeDataString(id)}", null, started);
        if (answer is null)
        {
            return null;
        }

        _answers.Enqueue(answer);
        return answer.RootElement;
    }

    public async Task<IReadOnlyList<IndexSummary>> ListIndicesAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var indices = await client.ListIndicesAsync("*", cancellationToken).ConfigureAwait(false);
        Record("GET", "/_cat/indices/*?format=json&bytes=b", null, started);
        return indices;
    }

    public void Dispose()
    {
        foreach (var answer in _answers)
        {
            answer.Dispose();
        }
    }

    private void Record(string method, string path, JsonNode? body, long started, string? incomplete = null) =>
        _requests.Enqueue(new StoreRequest(method, path, body, (long)time.GetElapsedTime(started).TotalMilliseconds, incomplete));
}

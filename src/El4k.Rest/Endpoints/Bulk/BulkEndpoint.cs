using System.Text.Json;
using El4k.Rest.Http;
using El4k.Store;
using El4k.Store.Indices;

namespace El4k.Rest.Endpoints.Bulk;

/// <summary><c>_bulk</c>: many operations in one NDJSON body, each with its own result.</summary>
internal sealed class BulkEndpoint(StoreEngine store, TimeProvider time) : IEndpoint
{
    private static readonly string[] _parameters =
        ["refresh", "timeout", "routing", "pipeline", "_source", "_source_includes", "_source_excludes", "require_alias", "wait_for_active_shards"];

    public void Map(RouteTable routes)
    {
        routes.Map("POST,PUT", "/_bulk", _parameters, BulkAsync);
        routes.Map("POST,PUT", "/{index}/_bulk", _parameters, BulkAsync);
    }

    private async Task BulkAsync(RestRequest request, RestResponse response)
    {
        var started = time.GetTimestamp();
        if (request.Query("pipeline") is { Length: > 0 } pipeline and not "_none")
        {
            throw new Store.Errors.StoreException("illegal_argument_exception", 400, $"pipeline with id [{pipeline}] does not exist: this store has no ingest pipelines");
        }

        var body = await request.ReadBodyAsync().ConfigureAwait(false);
        var operations = BulkBody.Parse(body, request.Path("index"));
        var result = await store.BulkAsync(operations, request.Aborted).ConfigureAwait(false);
        var took = (long)time.GetElapsedTime(started).TotalMilliseconds;
        await response.WriteAsync(200, json => Write(json, result, took)).ConfigureAwait(false);
    }

    // Compact, and in this order: some shippers search the text for `"errors":false,"items":[`.
    private static void Write(Utf8JsonWriter json, BulkResult result, long took)
    {
        json.WriteStartObject();
        json.WriteNumber("took", took);
        json.WriteBoolean("errors", result.HasErrors);
        json.WriteStartArray("items");
        foreach (var item in result.Items)
        {
            json.WriteStartObject();
            json.WriteStartObject(BulkBody.NameOf(item.Action));
            json.WriteString("_index", item.Index);
            json.WriteString("_id", item.Id);
            if (item.Error is { } error)
            {
                json.WriteNumber("status", item.Status);
                json.WritePropertyName("error");
                ErrorAnswer.WriteItem(json, error, item.Index);
            }
            else
            {
                WriteResult.Write(json, item.Version, item.Result, item.SequenceNumber);
                json.WriteNumber("status", item.Status);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}

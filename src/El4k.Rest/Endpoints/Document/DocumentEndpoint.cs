using El4k.Rest.Http;
using El4k.Store;
using El4k.Store.Indices;
using El4k.Store.Errors;

namespace El4k.Rest.Endpoints.Document;

/// <summary><c>_doc</c>, <c>_create</c>, <c>_source</c>: one document by its id.</summary>
internal sealed class DocumentEndpoint(StoreEngine store) : IEndpoint
{
    private static readonly string[] _writeParameters =
        ["refresh", "timeout", "routing", "version", "version_type", "op_type", "if_seq_no", "if_primary_term", "wait_for_active_shards", "require_alias"];

    private static readonly string[] _readParameters = ["realtime", "refresh", "routing", "preference", "_source", "version", "version_type", "stored_fields"];

    public void Map(RouteTable routes)
    {
        routes.Map("POST", "/{index}/_doc", _writeParameters, (request, response) => WriteAsync(request, response, null));
        routes.Map("PUT,POST", "/{index}/_doc/{id}", _writeParameters, (request, response) => WriteAsync(request, response, null));
        routes.Map("PUT,POST", "/{index}/_create/{id}", _writeParameters, (request, response) => WriteAsync(request, response, BulkAction.Create));
        routes.Map("GET,HEAD", "/{index}/_doc/{id}", _readParameters, GetAsync);
        routes.Map("GET,HEAD", "/{index}/_source/{id}", _readParameters, SourceAsync);
        routes.Map("DELETE", "/{index}/_doc/{id}", _writeParameters, DeleteAsync);
    }

    private async Task WriteAsync(RestRequest request, RestResponse response, BulkAction? fixedAction)
    {
        var body = await request.ReadBodyAsync().ConfigureAwait(false);
        if (body.IsEmpty)
        {
            throw new StoreException("parse_exception", 400, "request body is required");
        }

        var action = fixedAction ?? request.Query("op_type") switch
        {
            null or "index" => BulkAction.Index,
            "create" => BulkAction.Create,
            var other => throw new StoreException("illegal_argument_exception", 400, $"opType must be 'create' or 'index', found: [{other}]"),
        };
        await PerformAsync(request, response, action, body).ConfigureAwait(false);
    }

    private Task DeleteAsync(RestRequest request, RestResponse response) => PerformAsync(request, response, BulkAction.Delete, default);

    private async Task PerformAsync(RestRequest request, RestResponse response, BulkAction action, ReadOnlyMemory<byte> body)
    {
        var operation = new BulkOperation
        {
            Action = action,
            Index = request.Path("index")!,
            Id = request.Path("id"),
            Source = body,
            IfSequenceNumber = request.Number("if_seq_no"),
            IfPrimaryTerm = request.Number("if_primary_term"),
            Version = request.Number("version"),
            VersionType = request.Query("version_type") switch { "external" or "external_gt" => VersionType.External, "external_gte" => VersionType.ExternalGte, _ => VersionType.Internal },
        };
        var result = await store.BulkAsync([operation], request.Aborted).ConfigureAwait(false);
        var item = result.Items[0];
        if (item.Error is { } error)
        {
            throw new StoreException(error) { Index = item.Index };
        }

        await response.WriteAsync(item.Status, json =>
        {
            json.WriteStartObject();
            json.WriteString("_index", item.Index);
            json.WriteString("_id", item.Id);
            WriteResult.Write(json, item.Version, item.Result, item.SequenceNumber);
            json.WriteEndObject();
        }).ConfigureAwait(false);
    }

    private Task GetAsync(RestRequest request, RestResponse response)
    {
        var (index, id) = (request.Path("index")!, request.Path("id")!);
        var document = store.Get(index, id);
        return response.WriteAsync(document is null ? 404 : 200, json =>
        {
            json.WriteStartObject();
            json.WriteString("_index", index);
            json.WriteString("_id", id);
            if (document is not null)
            {
                json.WriteNumber("_version", document.Version);
                json.WriteNumber("_seq_no", document.SequenceNumber);
                json.WriteNumber("_primary_term", 1);
            }

            json.WriteBoolean("found", document is not null);
            if (document is not null && request.Flag("_source", missing: true))
            {
                json.WritePropertyName("_source");
                json.WriteRawValue(document.Source.Span, skipInputValidation: true);
            }

            json.WriteEndObject();
        });
    }

    private Task SourceAsync(RestRequest request, RestResponse response)
    {
        var (index, id) = (request.Path("index")!, request.Path("id")!);
        var document = store.Get(index, id)
            ?? throw new StoreException("resource_not_found_exception", 404, $"Document not found [{index}]/[{id}]");
        return response.WriteAsync(200, json => json.WriteRawValue(document.Source.Span, skipInputValidation: true));
    }
}

using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using El4k.Elasticsearch;
using El4k.Explorer.Endpoints;
using El4k.Explorer.Errors;
using El4k.Explorer.Filters;
using El4k.Explorer.Mapping;
using El4k.Explorer.Searching;

namespace El4k.Explorer.Documents;

/// <summary>Answers <c>/api/documents/{index}/{id}</c>.</summary>
internal sealed class DocumentEndpoint : IExplorerEndpoint
{
    public string Route => "/documents/{index}/{id}";

    public async Task<object> AnswerAsync(ExplorerRequest request, CancellationToken cancellationToken)
    {
        var index = request.RouteValue("index");
        var id = request.RouteValue("id");
        var document = await FindAsync(request, index, id, cancellationToken).ConfigureAwait(false)
            ?? throw new NotFoundException($"There is no document “{id}” in the index “{index}”.");
        var catalog = await request.Context.Catalogs.GetAsync(index, cancellationToken).ConfigureAwait(false);
        var source = document.GetProperty("_source").Clone();
        return new DocumentAnswer(
            document.GetProperty("_index").GetString()!, document.GetProperty("_id").GetString()!, DocumentTime.Read(source), source,
            [.. DocumentFlattener.Whole.Flatten(source).Fields.Select(pair => ToField(catalog.FindOrUnknown(pair.Key), pair.Value))],
            request.Store.TookMs, request.Store.Requests);
    }

    private static async Task<JsonElement?> FindAsync(ExplorerRequest request, string index, string id, CancellationToken cancellationToken)
    {
        try
        {
            return await request.Store.GetDocumentAsync(index, id, cancellationToken).ConfigureAwait(false);
        }
        catch (ElasticsearchResponseException missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            throw new NotFoundException($"There is no index “{index}”; it may have been dropped by age.");
        }
    }

    private static DocumentField ToField(Field field, JsonNode? value) =>
        new(field.Name, field.Kind, value, FilterFor(field, value), FieldFilter.Exists(field.Name));

    private static string? FilterFor(Field field, JsonNode? value)
    {
        var scalar = value is JsonArray { Count: 1 } array ? array[0] : value;
        return scalar is JsonValue single && field.Kind != FieldKind.Other
            ? FieldFilter.Is(field.Name, single.GetValueKind() == JsonValueKind.String ? single.GetValue<string>() : single.ToJsonString())
            : null;
    }
}

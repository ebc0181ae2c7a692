using El4k.Explorer.Endpoints;
using El4k.Explorer.Mapping;

namespace El4k.Explorer.Fields;

/// <summary>Answers <c>/api/fields</c> from the mapping: no index pattern has to be defined first.</summary>
internal sealed class FieldsEndpoint : IExplorerEndpoint
{
    public string Route => "/fields";

    public async Task<object> AnswerAsync(ExplorerRequest request, CancellationToken cancellationToken)
    {
        var catalog = await request.Context.Catalogs.GetAsync(request.Index, cancellationToken).ConfigureAwait(false);
        return new FieldsAnswer(
            [.. catalog.Fields.Select(field => new FieldSummary(
                field.Name, field.Kind, field.MappingType, field.ExactName is not null && field.Kind != FieldKind.Other, field.Kind != FieldKind.Other))],
            request.Store.TookMs);
    }
}

using El4k.Explorer.Endpoints;
using El4k.Explorer.Errors;
using El4k.Explorer.QuerySyntax;

namespace El4k.Explorer.Queries;

/// <summary>Answers <c>/api/query/check</c> while a person types.</summary>
internal sealed class QueryCheckEndpoint : IExplorerEndpoint
{
    public string Route => "/query/check";

    public async Task<object> AnswerAsync(ExplorerRequest request, CancellationToken cancellationToken)
    {
        var text = request.Text("q") ?? "";
        try
        {
            var query = QueryParser.Parse(text);
            var catalog = await request.Context.Catalogs.GetAsync(request.Index, cancellationToken).ConfigureAwait(false);
            new QueryTranslator(catalog, request.Zone, request.Now).Translate(query);
            return new QueryCheckAnswer(true, null, QueryWarnings.Find(query, text, catalog));
        }
        catch (BadParameterException bad) when (bad.Error.Parameter == "q")
        {
            return new QueryCheckAnswer(false, bad.Error, []);
        }
    }
}

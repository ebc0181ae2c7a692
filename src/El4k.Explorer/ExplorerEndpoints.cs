using El4k.Elasticsearch;
using El4k.Explorer.Discover;
using El4k.Explorer.Documents;
using El4k.Explorer.Endpoints;
using El4k.Explorer.Fields;
using El4k.Explorer.Ingest;
using El4k.Explorer.Queries;
using El4k.Explorer.Reports;
using El4k.Explorer.Site;
using El4k.Explorer.Status;
using El4k.Explorer.TimeRanges;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace El4k.Explorer;

/// <summary>The explorer as part of a web application.</summary>
public static class ExplorerEndpoints
{
    /// <summary>The one list of endpoints: a line each.</summary>
    internal static IReadOnlyList<IExplorerEndpoint> Create(ExplorerOptions options) =>
    [
        new StatusEndpoint(options.FirstEvent),
        new TimeCheckEndpoint(),
        new QueryCheckEndpoint(),
        new FieldsEndpoint(),
        new TopValuesEndpoint(),
        new HistogramEndpoint(),
        new HitsEndpoint(),
        new DocumentEndpoint(),
        new ReportsEndpoint(BuiltInReports.All),
        new ReportEndpoint(BuiltInReports.All),
        new IngestEndpoint(options.IngestIndex),
    ];

    /// <summary>Adds the explorer: its interface below <c>/api</c> and the app for every other address.</summary>
    /// <param name="routes">The application; its other routes win over the app's page.</param>
    /// <param name="client">The store; must live as long as the application.</param>
    /// <param name="options">What is shown unless an address says otherwise.</param>
    public static IEndpointRouteBuilder MapExplorer(this IEndpointRouteBuilder routes, ElasticsearchClient client, ExplorerOptions options)
    {
        ArgumentNullException.ThrowIfNull(routes);
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(options);
        var context = new ExplorerContext(client, options.Index, options.TimeProvider);
        foreach (var endpoint in Create(options))
        {
            routes.MapGet("/api" + endpoint.Route, EndpointHandler.For(endpoint, context));
        }

        routes.Map("/api/{**rest}", EndpointHandler.NotFoundAsync);
        var site = new SiteEndpoint(SiteFiles.BuiltIn);
        routes.MapMethods("/{**path}", [HttpMethods.Get, HttpMethods.Head], site.AnswerAsync);
        return routes;
    }
}

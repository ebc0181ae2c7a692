using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using El4k.Elasticsearch;
using El4k.Explorer.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace El4k.Explorer.Endpoints;

/// <summary>Carries one endpoint over HTTP: parameters in, JSON or an error out.</summary>
internal static class EndpointHandler
{
    /// <summary>How answers are written.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        // Answers are only ever read as JSON, never as HTML, so letters stay letters.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static RequestDelegate For(IExplorerEndpoint endpoint, ExplorerContext context) => async http =>
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        try
        {
            using var request = new ExplorerRequest(context, http.Request.Query, name => http.GetRouteValue(name) as string);
            var answer = await endpoint.AnswerAsync(request, http.RequestAborted).ConfigureAwait(false);
            await http.Response.WriteAsJsonAsync(answer, answer.GetType(), Json, http.RequestAborted).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be answered; the search was given up with the connection.
        }
        catch (Exception failure) when (ToError(failure) is { } error && !http.Response.HasStarted)
        {
            http.Response.StatusCode = error.Status;
            await http.Response.WriteAsJsonAsync(new ErrorAnswer(error.Error), Json, http.RequestAborted).ConfigureAwait(false);
        }
    };

    /// <summary>Answers an address below <c>/api</c> that is none.</summary>
    public static Task NotFoundAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return http.Response.WriteAsJsonAsync(new ErrorAnswer(new ExplorerError($"There is nothing at {http.Request.Method} {http.Request.Path}.")), Json, http.RequestAborted);
    }

    private static (int Status, ExplorerError Error)? ToError(Exception failure) => failure switch
    {
        BadParameterException bad => (StatusCodes.Status400BadRequest, bad.Error),
        NotFoundException missing => (StatusCodes.Status404NotFound, new ExplorerError(missing.Message)),
        BadStoreAnswerException strange => (StatusCodes.Status502BadGateway, new ExplorerError(strange.Message)),
        ElasticsearchResponseException answered => (StatusCodes.Status502BadGateway, new ExplorerError(answered.Message)),
        ElasticsearchUnreachableException { TimedOut: true } slow => (StatusCodes.Status504GatewayTimeout, new ExplorerError(slow.Message)),
        ElasticsearchUnreachableException away => (StatusCodes.Status503ServiceUnavailable, new ExplorerError(away.Message)),
        _ => null,
    };
}

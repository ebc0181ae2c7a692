using El4k.Store.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace El4k.Rest.Http;

/// <summary>Where endpoints put their routes; wraps each handler in what all requests share: parameters, content types, error answers.</summary>
internal sealed class RouteTable(IEndpointRouteBuilder routes, RestOptions options)
{
    private readonly List<(TemplateMatcher Path, string[] Methods)> _known = [];

    /// <param name="methods">HTTP methods, separated by a comma. HEAD follows GET where it is named.</param>
    /// <param name="path">An ASP.NET route pattern.</param>
    /// <param name="parameters">Query parameters that the route knows beside the common ones; any other one is refused.</param>
    public void Map(string methods, string path, string[] parameters, Func<RestRequest, RestResponse, Task> handler)
    {
        var known = new HashSet<string>(parameters, StringComparer.Ordinal);
        var allowed = methods.Split(',');
        _known.Add((new TemplateMatcher(TemplateParser.Parse(path), []), allowed));
        routes.MapMethods(path, allowed, context => RunAsync(context, known, handler));
    }

    /// <summary>Answers what no route takes, in the real servers' words.</summary>
    /// <remarks>The pattern is written out because the default one leaves out paths that end like a file name, and index names have dots.</remarks>
    public void MapFallback() => routes.MapFallback("{**path}", context => RunAsync(context, null, (request, _) => throw Refusal(context, request)));

    private PlainErrorException Refusal(HttpContext context, RestRequest request)
    {
        var allowed = AllowedMethods(context.Request.Path);
        if (allowed.Length == 0)
        {
            return PlainErrorException.NoHandler(request);
        }

        context.Response.Headers.Allow = string.Join(", ", allowed);
        return new PlainErrorException(
            405, $"Incorrect HTTP method for uri [{request.PathAndQuery}] and method [{request.Method}], allowed: [{string.Join(", ", allowed)}]");
    }

    private string[] AllowedMethods(PathString path) =>
        [.. _known.Where(route => IsMatch(route.Path, path)).SelectMany(route => route.Methods).Distinct().Order(StringComparer.Ordinal)];

    // No index begins with an underscore: such a path asks for an API that is not here, whatever the method.
    private static bool IsMatch(TemplateMatcher known, PathString path)
    {
        var values = new RouteValueDictionary();
        return known.TryMatch(path, values) && values["index"] as string is not ['_', ..];
    }

    private async Task RunAsync(HttpContext context, HashSet<string>? known, Func<RestRequest, RestResponse, Task> handler)
    {
        var request = new RestRequest(context, options);
        var response = new RestResponse(context);
        try
        {
            if (known is not null)
            {
                request.CheckParameters(known);
            }

            await handler(request, response).ConfigureAwait(false);
        }
        catch (StoreException e)
        {
            await ErrorAnswer.WriteAsync(response, e).ConfigureAwait(false);
        }
        catch (PlainErrorException e)
        {
            await ErrorAnswer.WriteAsync(response, e).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone away: there is nobody to answer.
        }
        catch (BadHttpRequestException e)
        {
            await ErrorAnswer.WriteAsync(response, new StoreException("illegal_argument_exception", e.StatusCode, e.Message)).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The last line of defence: whatever escapes is answered and logged, and the server goes on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            options.Log($"{request.Method} {request.PathAndQuery} failed: {e}");
            await ErrorAnswer.WriteAsync(response, new StoreException("exception", 500, e.Message)).ConfigureAwait(false);
        }
        finally
        {
            request.Dispose();
        }
    }
}

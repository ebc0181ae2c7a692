using System.Collections.Concurrent;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace El4k.Client.AspNetCore.Requests;

/// <summary>Finds the template of the route that served a request: few values, where paths would be without number.</summary>
internal static class RouteName
{
    /// <summary>What stands for a request that no route matched.</summary>
    public const string None = "(none)";

    private static readonly ConcurrentDictionary<string, string> Rooted = new();

    public static string Of(HttpContext context)
    {
        // A page for errors runs as an endpoint of its own; the one that failed is what is asked for.
        var endpoint = context.Features.Get<IExceptionHandlerFeature>()?.Endpoint
            ?? context.Features.Get<IStatusCodeReExecuteFeature>()?.Endpoint
            ?? context.GetEndpoint();
        return endpoint is RouteEndpoint { RoutePattern.RawText: { } template } ? WithSlash(template) : None;
    }

    private static string WithSlash(string template) =>
        template.StartsWith('/') ? template : Rooted.GetOrAdd(template, static t => "/" + t.TrimStart('~'));
}

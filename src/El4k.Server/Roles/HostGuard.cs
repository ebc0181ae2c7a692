using System.Net;
using Microsoft.AspNetCore.Http;

namespace El4k.Server.Roles;

/// <summary>On a loopback listener, refuses requests that name another host than this machine.</summary>
/// <remarks>
/// A web page elsewhere can point a name of its own at 127.0.0.1 (DNS rebinding) and would then read the store through the visitor's browser. Such a
/// request carries that name in its Host header. An address is no name, so it is always accepted.
/// </remarks>
internal static class HostGuard
{
    /// <summary>Whether a request for this host is for this machine.</summary>
    public static bool IsLocal(string host) =>
        host.Length == 0
        || IPAddress.TryParse(host.Trim('[', ']'), out _)
        || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);

    public static async Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        if (IsLocal(context.Request.Host.Host))
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        await context.Response.WriteAsync(
            $"This listener is open to this machine only, and '{context.Request.Host.Host}' is another name. Use 127.0.0.1 or localhost, or bind to the address that the name stands for (--bind).\n").ConfigureAwait(false);
    }
}

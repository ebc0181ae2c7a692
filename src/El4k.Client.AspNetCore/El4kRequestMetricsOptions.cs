using Microsoft.AspNetCore.Http;

namespace El4k.Client.AspNetCore;

/// <summary>How a request's metric learns what only the application knows.</summary>
/// <remarks>
/// The functions run after the endpoint, so that the user is known and the route matched. One that throws leaves its field out
/// and is counted; it does not disturb the request.
/// </remarks>
public sealed class El4kRequestMetricsOptions
{
    /// <summary>Names the user; sent as <c>user</c>. Prefer an opaque id: no personal data belongs into the store.</summary>
    public Func<HttpContext, string?>? User { get; set; }

    /// <summary>Names the customer the user belongs to; sent as <c>customer</c>.</summary>
    public Func<HttpContext, string?>? Customer { get; set; }

    /// <summary>Names the report that was run; sent as <c>report</c>. <c>apm.Set("report", …)</c> in the endpoint wins over it.</summary>
    public Func<HttpContext, string?>? Report { get; set; }

    /// <summary>Says which requests are measured; all when not set. Runs before the endpoint.</summary>
    public Func<HttpContext, bool>? Filter { get; set; }
}

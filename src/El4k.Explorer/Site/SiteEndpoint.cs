using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace El4k.Explorer.Site;

/// <summary>Sends the app: its files, and its one page for every other address.</summary>
internal sealed class SiteEndpoint(SiteFiles files)
{
    // Styles may stand in attributes: positions of rows and bars are set there. Scripts may not.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
        + "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!.TrimStart('/');
        var file = files.Find(path);
        if (file is null && path.StartsWith("assets/", StringComparison.Ordinal))
        {
            // A page for a missing script would only be a puzzling error in the browser.
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        file ??= files.Find("index.html");
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = file is { IsHashed: true } ? "public, max-age=31536000, immutable" : "no-store";
        if (file is null)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await http.Response.WriteAsync("The explorer's app was not built into this program (BuildWeb=false). Its interface under /api/ works.").ConfigureAwait(false);
            return;
        }

        var body = file.Bytes;
        if (file.Gzip is { } compressed)
        {
            headers.Vary = HeaderNames.AcceptEncoding;
            if (AcceptsGzip(http.Request))
            {
                headers.ContentEncoding = "gzip";
                body = compressed;
            }
        }

        http.Response.ContentType = file.ContentType;
        http.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await http.Response.Body.WriteAsync(body, http.RequestAborted).ConfigureAwait(false);
        }
    }

    private static bool AcceptsGzip(HttpRequest request) =>
        StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var accepted)
        && accepted.Any(one => one.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && one.Quality is not 0);
}

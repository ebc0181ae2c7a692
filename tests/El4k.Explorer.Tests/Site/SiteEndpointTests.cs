using System.IO.Compression;
using System.Net;
using System.Text;
using El4k.Explorer.Site;
using Microsoft.AspNetCore.Http;

namespace El4k.Explorer.Tests.Site;

public sealed class SiteEndpointTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/discover")]
    [InlineData("/reports/most-used")]
    public async Task Every_page_is_the_apps_one_page_with_a_strict_policy(string path)
    {
        var response = await GetAsync(path);
        Assert.Equal((200, "text/html; charset=utf-8", "no-store"), (response.StatusCode, response.ContentType, response.Headers.CacheControl.ToString()));
        var policy = response.Headers.ContentSecurityPolicy.ToString();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", response.Headers.XContentTypeOptions);
        Assert.Contains("<title>planted</title>", await BodyAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_a_hash_in_its_name_may_be_kept_for_good()
    {
        var response = await GetAsync("/assets/app-1a2b.js");
        Assert.Equal(("text/javascript; charset=utf-8", "public, max-age=31536000, immutable"), (response.ContentType, response.Headers.CacheControl.ToString()));
    }

    [Fact]
    public async Task A_browser_that_takes_gzip_gets_it()
    {
        var response = await GetAsync("/assets/app-1a2b.js", "br;q=1, gzip;q=0.8");
        Assert.Equal("gzip", response.Headers.ContentEncoding);
        response.Body.Position = 0;
        using var reader = new StreamReader(new GZipStream(response.Body, CompressionMode.Decompress));
        Assert.StartsWith("console.log", await reader.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Empty((await GetAsync("/assets/app-1a2b.js", "gzip;q=0")).Headers.ContentEncoding.ToArray());
    }

    [Theory]
    [InlineData("/assets/gone.js")]
    [InlineData("/assets/../index.html")]
    public async Task A_missing_asset_is_404_and_never_a_page(string path) => Assert.Equal(404, (await GetAsync(path)).StatusCode);

    [Fact]
    public async Task A_program_without_the_app_says_so()
    {
        var response = await GetAsync("/", prefix: "nothing/");
        Assert.Equal(503, response.StatusCode);
        Assert.Contains("BuildWeb", await BodyAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_reading_is_allowed()
    {
        await using var host = await ExplorerHost.StartAsync(new FakeStore());
        using var response = await host.Http.PostAsync(new Uri("/discover", UriKind.Relative), new StringContent(""));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    private static async Task<HttpResponse> GetAsync(string path, string? encoding = null, string prefix = "planted/")
    {
        var http = new DefaultHttpContext();
        http.Request.Method = "GET";
        http.Request.Path = path;
        http.Request.Headers.AcceptEncoding = encoding;
        http.Response.Body = new MemoryStream();
        await new SiteEndpoint(new SiteFiles(typeof(SiteEndpointTests).Assembly, prefix)).AnswerAsync(http);
        return http.Response;
    }

    private static async Task<string> BodyAsync(HttpResponse response)
    {
        response.Body.Position = 0;
        using var reader = new StreamReader(response.Body, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}

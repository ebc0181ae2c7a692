using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace El4k.Elasticsearch.Tests;

/// <summary>A server on a real socket that answers what the test says and keeps what it was sent.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LoopbackServer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public List<(string Method, string Target, string? Authorization, string? ContentType, string? Encoding, string Body)> Requests { get; } = [];

    public static async Task<LoopbackServer> StartAsync(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var server = new LoopbackServer(app);
        app.Run(async context =>
        {
            await server.KeepAsync(context.Request);
            await answer(context);
        });
        await app.StartAsync();
        return server;
    }

    public static Task<LoopbackServer> StartAsync(int status, string body) => StartAsync(async context =>
    {
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(body);
    });

    public ElasticsearchClient Client(params Uri[] before) => new(new ElasticsearchClientOptions { Hosts = [.. before, Address] });

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task KeepAsync(HttpRequest request)
    {
        Stream body = request.Headers.ContentEncoding == "gzip" ? new GZipStream(request.Body, CompressionMode.Decompress) : request.Body;
        using var reader = new StreamReader(body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync();
        lock (Requests)
        {
            Requests.Add((request.Method, request.Path.Value + request.QueryString.Value, request.Headers.Authorization,
                request.ContentType, request.Headers.ContentEncoding, text));
        }
    }
}

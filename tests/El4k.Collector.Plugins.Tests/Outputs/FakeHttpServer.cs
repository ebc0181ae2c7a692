using System.Collections.Concurrent;
using El4k.Collector.Plugins.Network;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace El4k.Collector.Plugins.Tests.Outputs;

/// <summary>A server that keeps requests and answers as a test tells it to.</summary>
internal sealed class FakeHttpServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeHttpServer(TlsServer? tls, int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, port, listen =>
        {
            if (tls is not null)
            {
                listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => new ValueTask<System.Net.Security.SslServerAuthenticationOptions>(tls.CreateOptions()) });
            }
        }));
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    public Uri Url { get; private set; } = new("http://127.0.0.1");

    /// <summary>Requests, in the order in which their bodies were read.</summary>
    public ConcurrentQueue<SeenRequest> Requests { get; } = new();

    /// <summary>Decides the answer; 200 without it.</summary>
    public Func<HttpContext, SeenRequest, Task>? Answer { get; set; }

    public IEnumerable<string> Bodies => Requests.Select(request => request.Body);

    public static async Task<FakeHttpServer> StartAsync(TlsServer? tls = null, int port = 0)
    {
        var server = new FakeHttpServer(tls, port);
        await server._app.StartAsync();
        server.Url = new Uri(server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return server;
    }

    /// <summary>Answers with these status codes, one after the other, and then 200.</summary>
    public void AnswerWith(params int[] codes)
    {
        var left = new ConcurrentQueue<int>(codes);
        Answer = (context, _) =>
        {
            context.Response.StatusCode = left.TryDequeue(out var code) ? code : 200;
            return context.Response.WriteAsync("because");
        };
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var seen = new SeenRequest(
            context.Request.Method,
            context.Request.Path,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray());
        Requests.Enqueue(seen);
        if (Answer is not null)
        {
            await Answer(context, seen);
        }
    }
}

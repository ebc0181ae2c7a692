using System.Net;
using El4k.Collector.Plugins.Network;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace El4k.Collector.Plugins.Inputs.Http;

/// <summary>Kestrel on one port. The only type that is loaded together with it, so that a collector without this input does not pay for it.</summary>
internal sealed class HttpServer : IAsyncDisposable
{
    // What requests under way get to end when the input is closed; by then their events are dealt with.
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(1);

    private readonly WebApplication _app;
    private readonly TaskCompletionSource<RequestHandler> _handler = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HttpServer(HttpInputOptions options, IPEndPoint endPoint, TlsServer? tls)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.MaxContentLength.Bytes;
            kestrel.Limits.MaxConcurrentConnections = StreamSettings.DefaultMaxConnections;
            kestrel.Listen(endPoint, listen =>
            {
                if (tls is not null)
                {
                    listen.UseHttps(new TlsHandshakeCallbackOptions
                    {
                        OnConnection = _ => new ValueTask<System.Net.Security.SslServerAuthenticationOptions>(tls.CreateOptions()),
                        HandshakeTimeout = TimeSpan.FromMilliseconds(options.SslHandshakeTimeout),
                    });
                }
            });
        });
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    /// <summary>The address bound, with the real port where 0 was asked for.</summary>
    public IPEndPoint LocalEndPoint { get; private set; } = new(IPAddress.None, 0);

    /// <summary>Listens. Requests wait until <see cref="Serve"/> is called.</summary>
    /// <exception cref="PluginStartException">The address is taken, not of this machine, or not allowed.</exception>
    public static async Task<HttpServer> StartAsync(HttpInputOptions options, IPEndPoint endPoint, TlsServer? tls, CancellationToken cancellation)
    {
        var server = new HttpServer(options, endPoint, tls);
        try
        {
            await server._app.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (SocketFailure.Of(failure) is { } cause)
        {
            await server._app.DisposeAsync().ConfigureAwait(false);
            throw ListenAddress.CannotBind("http", endPoint, cause);
        }

        var address = new Uri(server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        server.LocalEndPoint = new IPEndPoint(endPoint.Address, address.Port);
        return server;
    }

    /// <summary>Says who handles requests.</summary>
    public void Serve(RequestHandler handler) => _handler.TrySetResult(handler);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var cutOff = new CancellationTokenSource(StopTime);
        try
        {
            await _app.StopAsync(cutOff.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Requests were cut off: their senders see the connection end and send their events again.
        }

        await _app.DisposeAsync().ConfigureAwait(false);
    }

    private async Task HandleAsync(HttpContext context) => await (await _handler.Task.ConfigureAwait(false)).HandleAsync(context).ConfigureAwait(false);
}

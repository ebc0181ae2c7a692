using System.Net;
using System.Net.Security;
using El4k.Collector.Plugins.Network;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace El4k.Collector.Plugins.Inputs.Http;

/// <summary>Kestrel on one port. Types of it are loaded only together with this one, so that a collector without this input does not pay for it.</summary>
internal sealed class HttpServer : IAsyncDisposable
{
    // What requests under way get to end when the input is closed; by then their events are dealt with.
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(1);

    private readonly WebApplication _app;
    private readonly HttpConnections _connections;
    private readonly TaskCompletionSource<RequestHandler> _handler = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HttpServer(HttpInputOptions options, StreamListener listener, TlsServer? tls, PluginContext plugin)
    {
        LocalEndPoint = listener.LocalEndPoint;
        _connections = new HttpConnections(listener, plugin);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.MaxContentLength.Bytes;
            kestrel.Listen(LocalEndPoint, listen =>
            {
                listen.Use(next => connection => _connections.RunAsync(connection, next));
                if (tls is not null)
                {
                    listen.UseHttps(new TlsHandshakeCallbackOptions
                    {
                        OnConnection = _ => new ValueTask<SslServerAuthenticationOptions>(tls.CreateOptions()),
                        HandshakeTimeout = TimeSpan.FromMilliseconds(options.SslHandshakeTimeout),
                    });
                }
            });
        });

        // The last one given comes before Kestrel's own.
        builder.Services.AddSingleton<IConnectionListenerFactory>(_connections);
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    /// <summary>The address bound, with the real port where 0 was asked for.</summary>
    public IPEndPoint LocalEndPoint { get; }

    /// <summary>Ends when the server has been retired and the last connection has ended.</summary>
    public Task AllEnded => _connections.AllEnded;

    /// <summary>Makes the server of a bound port. Connections wait until <see cref="Serve"/> is called.</summary>
    public static async Task<HttpServer> StartAsync(HttpInputOptions options, StreamListener listener, TlsServer? tls, PluginContext plugin, CancellationToken cancellation)
    {
        var server = new HttpServer(options, listener, tls, plugin);
        try
        {
            await server._app.StartAsync(cancellation).ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server._connections.DisposeAsync().ConfigureAwait(false);
            await server._app.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Says who handles requests, and takes connections from now on.</summary>
    public void Serve(RequestHandler handler)
    {
        _handler.TrySetResult(handler);
        _connections.Open();
    }

    /// <summary>Takes no more connections; those that are open go on.</summary>
    public void Retire() => _connections.Close();

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

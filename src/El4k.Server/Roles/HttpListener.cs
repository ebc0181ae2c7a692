using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace El4k.Server.Roles;

/// <summary>A Kestrel server on one address and port.</summary>
internal sealed class HttpListener : IAsyncDisposable
{
    /// <summary>What requests under way get to end; more would be taken from the roles that are stopped after this one.</summary>
    private static readonly TimeSpan _stopTime = TimeSpan.FromSeconds(1);

    private readonly WebApplication _app;
    private readonly IPEndPoint _wanted;
    private readonly string _option;

    /// <param name="option">The command-line option of the port, for the message when it is taken.</param>
    /// <param name="configure">Maps the endpoints.</param>
    /// <param name="listening">A socket that listens there already, whose connections are served from the start on; null makes one at the start. Closed at the stop.</param>
    public HttpListener(IPAddress bind, int port, string option, Action<WebApplication> configure, Action<KestrelServerLimits>? limits = null, Socket? listening = null)
    {
        _wanted = new IPEndPoint(bind, port);
        _option = option;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            limits?.Invoke(kestrel.Limits);
            kestrel.Listen(_wanted);
        });
        if (listening is not null)
        {
            builder.Services.Configure<SocketTransportOptions>(sockets => sockets.CreateBoundListenSocket = _ => listening);
        }

        _app = builder.Build();
        if (IPAddress.IsLoopback(bind))
        {
            _app.Use(next => context => HostGuard.CheckAsync(context, next));
        }

        configure(_app);
    }

    /// <summary>The address with the port really taken; valid once started.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1");

    /// <summary>The error of an address that cannot be listened on.</summary>
    public static RoleStartException Refusal(IPEndPoint wanted, string option, bool isTaken, Exception cause) => new(
        isTaken
            ? $"port {wanted.Port} on {wanted.Address} is taken by another program: choose another one with {option}"
            : $"cannot listen on {wanted} (--bind, {option}): {cause.Message}",
        cause);

    public async Task StartAsync(CancellationToken stop)
    {
        try
        {
            await _app.StartAsync(stop).ConfigureAwait(false);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw Refusal(_wanted, _option, isTaken: true, e);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            throw Refusal(_wanted, _option, isTaken: false, e);
        }

        var address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Url = new Uri(address);
    }

    /// <summary>Takes no more requests, and cuts off those that do not end within a second or by <paramref name="giveUp"/>.</summary>
    public async Task StopAsync(CancellationToken giveUp)
    {
        using var cutOff = CancellationTokenSource.CreateLinkedTokenSource(giveUp);
        cutOff.CancelAfter(_stopTime);
        try
        {
            await _app.StopAsync(cutOff.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!giveUp.IsCancellationRequested)
        {
            // Requests were cut off: their clients see the connection end, and nothing that was acknowledged is touched.
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

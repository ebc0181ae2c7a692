using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using El4k.Collector.Plugins.Network;

namespace El4k.Collector.Plugins.Inputs;

/// <summary>What comes before the first event of a connection: a proxy's header, then the handshake of TLS.</summary>
internal static class ConnectionOpening
{
    /// <summary>Opens the connection's stream of bytes.</summary>
    /// <returns>The source and who sends; nulls when the connection is none to read from, which has been counted and said.</returns>
    /// <exception cref="OperationCanceledException">The stop is asked for.</exception>
    public static async ValueTask<(ByteSource? Source, ConnectionPeer? Peer)> OpenAsync(
        Socket socket, IPEndPoint remote, ConnectionSet set, PluginContext plugin, CancellationToken stop)
    {
        if (!set.Settings.HasProxyHeader && set.Settings.Tls is null)
        {
            return (new SocketSource(socket), new ConnectionPeer(remote, null, null));
        }

        using var deadline = new CancellationTokenSource(StreamSettings.OpeningLimit, plugin.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, deadline.Token);
        try
        {
            return await OpenAsync(socket, remote, set.Settings, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            plugin.Counters.Add("openings_timed_out", 1);
            set.Strangers.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{remote} opened a connection and did not {(set.Settings.Tls is null ? "send a proxy's header" : "complete the handshake of TLS")} within {StreamSettings.OpeningLimit.TotalSeconds} s; it was closed."));
        }
        catch (InvalidDataException wrong)
        {
            plugin.Counters.Add("proxy_headers_refused", 1);
            set.Strangers.Write($"The connection from {remote} has no proper header of the PROXY protocol ({wrong.Message}); it was closed. Only a proxy may connect while proxy_protocol is true.");
        }
        catch (AuthenticationException refused)
        {
            plugin.Counters.Add("tls_handshakes_failed", 1);
            set.Strangers.Write($"The handshake of TLS with {remote} failed: {refused.Message}{(refused.InnerException is { } inner ? " " + inner.Message : "")}");
        }

        return (null, null);
    }

    private static async Task<(ByteSource? Source, ConnectionPeer? Peer)> OpenAsync(Socket socket, IPEndPoint remote, StreamSettings settings, CancellationToken cancellation)
    {
        ProxyHeader? proxy = null;
        if (settings.HasProxyHeader)
        {
            proxy = await ProxyHeaderReader.ReadAsync(socket, cancellation).ConfigureAwait(false);
            if (proxy is null)
            {
                return (null, null);
            }
        }

        if (settings.Tls is not { } tls)
        {
            return (new SocketSource(socket), new ConnectionPeer(remote, proxy, null));
        }

        var stream = await tls.AuthenticateAsync(new NetworkStream(socket, ownsSocket: true), cancellation).ConfigureAwait(false);
        return (new TlsSource(stream), new ConnectionPeer(remote, proxy, stream.RemoteCertificate?.Subject));
    }
}

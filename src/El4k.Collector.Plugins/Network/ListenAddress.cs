using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace El4k.Collector.Plugins.Network;

/// <summary>The options <c>host</c> and <c>port</c> of plugins that listen.</summary>
internal static class ListenAddress
{
    /// <summary>Where plugins listen when neither <c>host</c> nor the host of the process says so: nothing is open to the network unasked.</summary>
    public const string DefaultHost = "127.0.0.1";

    /// <summary>The end point to bind of an input.</summary>
    /// <param name="host">The option; null when it is not given, and then the <see cref="IPAddress"/> among the host's parts counts, which is <c>--bind</c>.</param>
    /// <exception cref="PluginOptionException">The port is out of range, or the host is neither an address nor a name of this machine.</exception>
    public static IPEndPoint Resolve(string? host, int port, PluginContext context) =>
        Resolve(host ?? context.GetHostPart<IPAddress>()?.ToString() ?? DefaultHost, port);

    /// <summary>The end point to bind.</summary>
    /// <exception cref="PluginOptionException">The port is out of range, or the host is neither an address nor a name of this machine.</exception>
    public static IPEndPoint Resolve(string host, int port)
    {
        if (port is < 0 or > IPEndPoint.MaxPort)
        {
            throw new PluginOptionException("port", string.Create(CultureInfo.InvariantCulture, $"a port lies between 1 and 65535 (0 takes any free one), not {port}"));
        }

        if (IPAddress.TryParse(host, out var address))
        {
            return new IPEndPoint(address, port);
        }

        return host == "localhost"
            ? new IPEndPoint(IPAddress.Loopback, port)
            : throw new PluginOptionException("host", $"\"{host}\" is not an IP address; give the address of an interface, such as 127.0.0.1 (this machine only) or 0.0.0.0 (all interfaces)");
    }

    /// <summary>Says why an end point could not be bound and which option to change.</summary>
    public static PluginStartException CannotBind(string plugin, IPEndPoint endPoint, SocketException cause) => new(
        cause.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse => $"{plugin}: port {endPoint.Port} of {endPoint.Address} is in use by another program; end it, or choose another port with the option port.",
            SocketError.AccessDenied => $"{plugin}: port {endPoint.Port} may not be opened by this user; choose one above 1023 with the option port.",
            SocketError.AddressNotAvailable => $"{plugin}: {endPoint.Address} is not an address of this machine; change the option host.",
            _ => $"{plugin}: cannot listen on {endPoint} (options host, port): {cause.Message}",
        },
        cause);
}

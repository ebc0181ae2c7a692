using System.Globalization;
using System.Net;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Network;

namespace El4k.Collector.Plugins.Outputs.Http;

/// <summary>The option <c>proxy</c>: a URL, or a hash.</summary>
internal static class HttpProxy
{
    private const string Option = "proxy";

    /// <summary>The proxy; null when none is given.</summary>
    /// <exception cref="PluginOptionException">It is neither a URL nor such a hash.</exception>
    public static WebProxy? From(object? option) => option switch
    {
        null => null,
        string url => ProxyAddress.Parse(Option, url),
        EventMap map => FromHash(map),
        _ => throw Wrong(),
    };

    private static WebProxy? FromHash(EventMap map)
    {
        var proxy = ProxyAddress.Parse(Option, $"{Text(map, "scheme") ?? "http"}://{Text(map, "host") ?? throw Wrong()}:{Text(map, "port") ?? "80"}");
        if (proxy is not null && Text(map, "user") is { } user)
        {
            proxy.Credentials = new NetworkCredential(user, Text(map, "password"));
        }

        return proxy;
    }

    private static string? Text(EventMap map, string name) =>
        map.TryGetValue(name, out var value) ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;

    // Without the value, which may hold a password.
    private static PluginOptionException Wrong() => new(Option, "give a URL such as http://proxy.example:3128, or a hash of host, port, scheme, user and password");
}

using System.Globalization;
using System.Net;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Outputs.Http;

/// <summary>The option <c>proxy</c>: a URL, or a hash.</summary>
internal static class HttpProxy
{
    /// <summary>The proxy; null when none is given.</summary>
    /// <exception cref="PluginOptionException">It is neither a URL nor such a hash.</exception>
    public static WebProxy? From(object? option) => option switch
    {
        null or "" => null,
        string url => Make(url, null, null),
        EventMap map => Make(
            $"{Text(map, "scheme") ?? "http"}://{Text(map, "host") ?? throw Wrong()}:{Text(map, "port") ?? "80"}",
            Text(map, "user"),
            Text(map, "password")),
        _ => throw Wrong(),
    };

    private static WebProxy Make(string url, string? user, string? password)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw Wrong();
        }

        if (user is null && address.UserInfo.Length > 0)
        {
            var parts = address.UserInfo.Split(':', 2);
            user = Uri.UnescapeDataString(parts[0]);
            password = parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : null;
        }

        return new WebProxy(address) { Credentials = user is null ? null : new NetworkCredential(user, password) };
    }

    private static string? Text(EventMap map, string name) =>
        map.TryGetValue(name, out var value) ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;

    // Without the value, which may hold a password.
    private static PluginOptionException Wrong() => new("proxy", "give a URL such as http://proxy.example:3128, or a hash of host, port, scheme, user and password");
}

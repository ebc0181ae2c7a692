using System.Net;

namespace El4k.Collector.Plugins.Network;

/// <summary>The address of a proxy, as the options of all plugins give it: http://proxy.example:3128, with a user and a password in it if the proxy asks for one.</summary>
internal static class ProxyAddress
{
    /// <summary>The proxy; null when none is given.</summary>
    /// <exception cref="PluginOptionException">It is not such an address; the message is without the value, which may hold a password.</exception>
    public static WebProxy? Parse(string option, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw new PluginOptionException(option, "it is not the address of a proxy; give one such as \"http://proxy.example:3128\"");
        }

        var proxy = new WebProxy(new UriBuilder(address) { UserName = "", Password = "" }.Uri);
        if (address.UserInfo.Length > 0)
        {
            var user = address.UserInfo.Split(':', 2);
            proxy.Credentials = new NetworkCredential(Uri.UnescapeDataString(user[0]), user.Length > 1 ? Uri.UnescapeDataString(user[1]) : "");
        }

        return proxy;
    }
}

namespace El4k.Collector.Plugins.Bulk;

/// <summary>The option <c>hosts</c>: every form Logstash takes, as complete addresses.</summary>
internal static class HostUris
{
    /// <summary>The port of stores that say no other, also for https, as in Logstash.</summary>
    public const int StorePort = 9200;

    /// <summary>The addresses, in order.</summary>
    /// <param name="hosts">URLs, or host names with or without a port; one string may hold several.</param>
    /// <param name="useHttps">What a host without a scheme is reached by.</param>
    /// <param name="path">Put behind each host that has no path of its own.</param>
    /// <param name="port">The port of a host that gives none; null for that of its scheme.</param>
    /// <exception cref="PluginOptionException">There is none, or one is no address.</exception>
    public static IReadOnlyList<Uri> Resolve(IReadOnlyList<string> hosts, bool useHttps, string path, Func<Uri, int?>? port = null)
    {
        var parts = hosts.SelectMany(host => host.Split((char[])[' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)).ToList();
        if (parts.Count == 0)
        {
            throw new PluginOptionException("hosts", "there is no address; give one such as \"http://127.0.0.1:9200\", or leave the option out");
        }

        return [.. parts.Select(part => ResolveOne(part, useHttps, path, port ?? (static _ => StorePort)))];
    }

    private static Uri ResolveOne(string host, bool useHttps, string path, Func<Uri, int?> port)
    {
        var text = host.Contains("://", StringComparison.Ordinal) ? host
            : (useHttps ? "https://" : "http://") + (host.StartsWith("//", StringComparison.Ordinal) ? host[2..] : host);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0)
        {
            throw new PluginOptionException("hosts", $"\"{host}\" is not an address of a store; give one such as \"http://127.0.0.1:9200\"");
        }

        var builder = new UriBuilder(uri);
        if (!HasPort(text) && port(uri) is { } usual)
        {
            builder.Port = usual;
        }

        if (builder.Path is "" or "/")
        {
            builder.Path = path;
        }

        return builder.Uri;
    }

    private static bool HasPort(string url)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = url.IndexOfAny(['/', '?', '#'], start);
        var authority = url[start..(end < 0 ? url.Length : end)];
        var host = authority[(authority.LastIndexOf('@') + 1)..];
        return host.LastIndexOf(':') > host.LastIndexOf(']');
    }
}

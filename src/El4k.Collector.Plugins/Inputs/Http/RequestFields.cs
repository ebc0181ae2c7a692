using El4k.Collector.Events;
using Microsoft.AspNetCore.Http;

namespace El4k.Collector.Plugins.Inputs.Http;

/// <summary>What events tell of the request that brought them, under the names that Logstash has for it.</summary>
internal static class RequestFields
{
    private static readonly HashSet<string> Secret = new(StringComparer.OrdinalIgnoreCase) { "Authorization", "Proxy-Authorization", "Cookie" };

    /// <summary>Headers, method, path and version. A new map for each event, as each event may change its own.</summary>
    public static EventMap HeadersOf(HttpRequest request)
    {
        var map = new EventMap();
        foreach (var (name, values) in request.Headers)
        {
            // What opens doors is not stored.
            if (!Secret.Contains(name))
            {
                map[NameOf(name)] = values.ToString();
            }
        }

        map["request_method"] = request.Method;
        map["request_path"] = request.Path + request.QueryString.Value;
        map["http_version"] = request.Protocol;
        return map;
    }

    private static string NameOf(string header)
    {
        var name = header.ToLowerInvariant().Replace('-', '_');
        return name is "accept" or "host" or "user_agent" ? "http_" + name : name;
    }
}

using System.Net;
using System.Text;
using El4k.Collector.Events;
using Microsoft.AspNetCore.Http;

namespace El4k.Collector.Plugins.Inputs.Http;

/// <summary>What events tell of the request that brought them, under the names that Logstash has for it. Safe for all threads.</summary>
internal sealed class RequestFields
{
    private static readonly HashSet<string> Secret = new(StringComparer.OrdinalIgnoreCase) { "Authorization", "Proxy-Authorization", "Cookie" };

    private readonly HttpFields _fields;
    private readonly FieldReference _host;
    private readonly FieldReference _headers;

    /// <param name="options">The input's options.</param>
    /// <param name="mode">Which names the fields have.</param>
    public RequestFields(HttpInputOptions options, EcsCompatibility mode)
    {
        _fields = new HttpFields(mode);
        _host = options.RemoteHostField ?? _fields.Host;
        _headers = options.RequestHeadersField ?? _fields.Headers;
    }

    /// <summary>Sets all of it on each event.</summary>
    public void AddAll(EventBatch batch, HttpContext context)
    {
        EventSource.AddText(batch, 0, _host, Encoding.ASCII.GetBytes(Readable(context.Connection.RemoteIpAddress)));
        foreach (var item in batch.Events.Span)
        {
            // A new map for each event, as each event may change its own.
            var headers = HeadersOf(context.Request);
            foreach (var (header, field) in _fields.Copies)
            {
                if (headers.TryGetValue(header, out var value) && value is not null)
                {
                    EventSource.AddValue(item, field, value);
                }
            }

            AddAddress(item, context.Request.Host);
            EventSource.AddValue(item, _headers, headers);
        }
    }

    private void AddAddress(Event target, HostString host)
    {
        if (_fields.Domain is { } domain && host.HasValue)
        {
            EventSource.AddValue(target, domain, host.Host.Trim('[', ']'));
        }

        if (_fields.Port is { } field && host.Port is { } port)
        {
            EventSource.AddValue(target, field, (long)port);
        }
    }

    // Headers, method, path and version.
    private static EventMap HeadersOf(HttpRequest request)
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

    private static string Readable(IPAddress? address) =>
        address is null ? "unknown" : (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
}

using El4k.Collector.Expressions;
using El4k.Collector.Plugins.Network;

namespace El4k.Collector.Plugins.Outputs.Http;

/// <summary>The options of the output <c>http</c>.</summary>
[IgnoredOptions("validate_after_inactivity", "retry_non_idempotent")]
internal sealed record HttpOutputOptions : TlsOptions
{
    /// <summary>Where each event is sent.</summary>
    /// <example>url => "https://example.org/events/%{service}"</example>
    [Option("url", IsRequired = true)]
    public StringFormat Url { get; init; } = StringFormat.Parse("");

    /// <summary>The method of the requests.</summary>
    [Option("http_method", IsRequired = true)]
    public HttpVerb HttpMethod { get; init; }

    /// <summary>What a body holds: <c>json</c> (an event), <c>json_batch</c> (an array of all events at hand), <c>form</c>, or <c>message</c>.</summary>
    [Option("format")]
    public BodyFormat Format { get; init; } = BodyFormat.Json;

    /// <summary>What is sent in place of the whole event: names, and texts with placeholders, nested as wanted.</summary>
    /// <example>mapping => { "text" => "%{message}" "from" => { "host" => "%{host}" } }</example>
    [Option("mapping")]
    public object? Mapping { get; init; }

    /// <summary>The body of <c>format => message</c>.</summary>
    [Option("message")]
    public StringFormat? Message { get; init; }

    /// <summary>Headers of each request.</summary>
    /// <example>headers => { "X-Service" => "%{service}" }</example>
    [Option("headers")]
    public OptionMap<string, StringFormat> Headers { get; init; } = new();

    /// <summary>The content type; without it the one that goes with the format.</summary>
    [Option("content_type")]
    public string? ContentType { get; init; }

    /// <summary>Whether bodies are packed by gzip.</summary>
    [Option("http_compression")]
    public bool HttpCompression { get; init; }

    /// <summary>Whether requests that failed are tried again until they succeed; without it their events are dead-lettered.</summary>
    [Option("retry_failed")]
    public bool RetryFailed { get; init; } = true;

    /// <summary>The status codes of answers after which a request is tried again.</summary>
    [Option("retryable_codes")]
    public IReadOnlyList<int> RetryableCodes { get; init; } = [429, 500, 502, 503, 504];

    /// <summary>The status codes, beside 2xx, that count as success.</summary>
    [Option("ignorable_codes")]
    public IReadOnlyList<int> IgnorableCodes { get; init; } = [];

    /// <summary>How often a request that got no answer is tried again at once, before the first pause.</summary>
    [Option("automatic_retries")]
    public int AutomaticRetries { get; init; } = 1;

    /// <summary>The seconds a whole request may take.</summary>
    [Option("request_timeout")]
    public double RequestTimeout { get; init; } = 60;

    /// <summary>The seconds an answer may take to begin.</summary>
    [Option("socket_timeout")]
    public double SocketTimeout { get; init; } = 10;

    /// <summary>The seconds a connection may take to be opened.</summary>
    [Option("connect_timeout")]
    public double ConnectTimeout { get; init; } = 10;

    /// <summary>Whether answers that name another address are followed.</summary>
    [Option("follow_redirects")]
    public bool FollowRedirects { get; init; } = true;

    /// <summary>The most requests at the same time.</summary>
    [Option("pool_max")]
    public int PoolMax { get; init; } = 50;

    /// <summary>The most requests at the same time to one server.</summary>
    [Option("pool_max_per_route")]
    public int PoolMaxPerRoute { get; init; } = 25;

    /// <summary>Whether connections are used again.</summary>
    [Option("keepalive")]
    public bool KeepAlive { get; init; } = true;

    /// <summary>Whether cookies are kept from one request to the next.</summary>
    [Option("cookies")]
    public bool Cookies { get; init; } = true;

    /// <summary>A proxy: its URL, or a hash of <c>host</c>, <c>port</c>, <c>scheme</c>, <c>user</c> and <c>password</c>.</summary>
    [Option("proxy", IsSecret = true)]
    public object? Proxy { get; init; }

    /// <summary>The user of basic authentication.</summary>
    [Option("user")]
    public string? User { get; init; }

    /// <summary>The password that goes with the user.</summary>
    [Option("password", IsSecret = true)]
    public string? Password { get; init; }
}

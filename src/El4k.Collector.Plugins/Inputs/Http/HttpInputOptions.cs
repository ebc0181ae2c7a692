using El4k.Collector.Events;
using El4k.Collector.Plugins.Network;

namespace El4k.Collector.Plugins.Inputs.Http;

/// <summary>The options of the input <c>http</c>.</summary>
[IgnoredOptions("threads")]
internal sealed record HttpInputOptions : TlsOptions
{
    /// <summary>The port to listen on; 0 takes any free one.</summary>
    [Option("port")]
    public int Port { get; init; } = 8080;

    /// <summary>The address to listen on; that of <c>--bind</c> when not given.</summary>
    [Option("host")]
    public string? Host { get; init; }

    /// <summary>The user of basic authentication; without it nobody is asked.</summary>
    [Option("user")]
    public string? User { get; init; }

    /// <summary>The password that goes with the user.</summary>
    [Option("password", IsSecret = true)]
    public string? Password { get; init; }

    /// <summary>Codecs for bodies of a content type, by name; all others are read by <c>codec</c>.</summary>
    /// <example>additional_codecs => { "application/json" => "json" }</example>
    [Option("additional_codecs")]
    public OptionMap<string, string> AdditionalCodecs { get; init; } = new([new("application/json", "json")]);

    /// <summary>The status of an answer that says the events are delivered: 200, 201, 202 or 204.</summary>
    [Option("response_code")]
    public int ResponseCode { get; init; } = 200;

    /// <summary>Headers of every answer.</summary>
    [Option("response_headers")]
    public OptionMap<string, string> ResponseHeaders { get; init; } = new([new("Content-Type", "text/plain")]);

    /// <summary>The longest body, as it is sent and after it was inflated.</summary>
    [Option("max_content_length")]
    public ByteSize MaxContentLength { get; init; } = new(100 * 1024 * 1024);

    /// <summary>The most requests under way, those that wait for delivery among them; more are answered 429.</summary>
    [Option("max_pending_requests")]
    public int MaxPendingRequests { get; init; } = 200;

    /// <summary>The field that takes the sender's address; <c>host</c> when not given, <c>[host][ip]</c> with the Elastic Common Schema.</summary>
    [Option("remote_host_target_field")]
    public FieldReference? RemoteHostField { get; init; }

    /// <summary>The field that takes the request's headers, method and path; <c>headers</c> when not given, one of the metadata with the Elastic Common Schema.</summary>
    [Option("request_headers_target_field")]
    public FieldReference? RequestHeadersField { get; init; }

    /// <summary>The seconds a request waits for its events to be delivered before it is answered 503. An option of EL4K.</summary>
    [Option("acknowledgement_timeout")]
    public double AcknowledgementTimeout { get; init; } = 60;

    /// <summary>The milliseconds a handshake of TLS may take.</summary>
    [Option("ssl_handshake_timeout")]
    public int SslHandshakeTimeout { get; init; } = 10_000;

    /// <summary>The older way to say whether clients show a certificate: <c>none</c>, <c>peer</c> (optional), <c>force_peer</c> (required).</summary>
    [Option("ssl_verify_mode", FormerNames = ["verify_mode"])]
    public HttpVerifyMode? SslVerifyMode { get; init; }

    /// <summary>The older way to name the lowest version of TLS: 1.1, 1.2 or 1.3.</summary>
    [Option("tls_min_version")]
    public double? TlsMinVersion { get; init; }

    /// <summary>The older way to name the highest version of TLS.</summary>
    [Option("tls_max_version")]
    public double? TlsMaxVersion { get; init; }
}

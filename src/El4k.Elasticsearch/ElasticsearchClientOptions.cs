using System.IO.Compression;

namespace El4k.Elasticsearch;

/// <summary>Where the store is and how to talk to it.</summary>
public sealed record ElasticsearchClientOptions
{
    /// <summary>The hosts, tried in turn; a path in an address is put before every request path. At least one.</summary>
    public required IReadOnlyList<Uri> Hosts { get; init; }

    /// <summary>The user of basic authentication, or null for none; a user in a host's address wins for that host.</summary>
    public string? User { get; init; }

    /// <summary>The password that goes with <see cref="User"/>.</summary>
    public string? Password { get; init; }

    /// <summary>The encoded key sent as <c>Authorization: ApiKey …</c>; must be null when <see cref="User"/> is set.</summary>
    public string? ApiKey { get; init; }

    /// <summary>How long one attempt at one host may take, connecting included.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a host that could not be reached is passed over while another one is up.</summary>
    public TimeSpan HostPause { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether bulk bodies are sent gzip-compressed: pays off across networks, costs on one machine.</summary>
    public bool CompressBulk { get; init; }

    /// <summary>How hard bulk bodies are compressed when they are.</summary>
    public CompressionLevel BulkCompression { get; init; } = CompressionLevel.Fastest;

    /// <summary>The path of bulk requests when it is another one than <c>/_bulk</c> below the host's path; it stands for itself.</summary>
    public string? BulkPath { get; init; }

    /// <summary>What is put behind each request's address, percent-encoded, such as <c>a=1&amp;b=2</c>; empty for nothing.</summary>
    public string Query { get; init; } = "";

    /// <summary>Headers that each request gets.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Sends the requests instead of sockets, e.g. into a server in the same process. Owned by the caller.</summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>The clock that <see cref="HostPause"/> and <see cref="RequestTimeout"/> are measured with.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}

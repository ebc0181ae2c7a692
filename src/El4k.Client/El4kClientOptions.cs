namespace El4k.Client;

/// <summary>Where a client sends and what it says about itself.</summary>
/// <remarks>
/// Every property has an environment variable that wins over what the program sets; it stands at the property. Options that
/// cannot be used switch the client off and are named on standard error: telemetry never keeps a service from starting.
/// </remarks>
public sealed class El4kClientOptions
{
    /// <summary>Whether anything is sent at all. <c>EL4K_ENABLED</c>.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Whether metrics are sent. <c>EL4K_METRICS_ENABLED</c>, <c>LOGSTASH_APM_ENABLE</c>.</summary>
    public bool MetricsEnabled { get; set; } = true;

    /// <summary>
    /// The service that sends; the usual pipeline names the index after it. Sent in lower case, with what an index name
    /// may not contain replaced by <c>-</c>. Default: the name of the program. <c>EL4K_SERVICE</c>.
    /// </summary>
    public string Service { get; set; } = string.Empty;

    /// <summary>
    /// The collector's host name or IP address, also as <c>host:port</c>, <c>tcp://host:port</c> or <c>udp://host:port</c>.
    /// <c>EL4K_ADDRESS</c>, <c>LOGSTASH_ADDRESS</c>.
    /// </summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>The collector's port for logs. <c>EL4K_TCP_PORT</c>.</summary>
    public int TcpPort { get; set; } = 9601;

    /// <summary>The collector's port for metrics. <c>EL4K_UDP_PORT</c>.</summary>
    public int UdpPort { get; set; } = 9602;

    /// <summary>The environment the service runs in, such as <c>production</c>; sent as <c>env</c>. <c>EL4K_ENVIRONMENT</c>.</summary>
    public string? Environment { get; set; }

    /// <summary>The service's version; sent as <c>version</c>. <c>EL4K_VERSION</c>.</summary>
    public string? Version { get; set; }

    /// <summary>Which of several copies of the service this is; sent as <c>instance</c>. Default: the machine's name. <c>EL4K_INSTANCE</c>.</summary>
    public string? Instance { get; set; } = System.Environment.MachineName;

    /// <summary>The region the service runs in; sent as <c>region</c>. <c>EL4K_REGION</c>, <c>AWS_REGION</c>.</summary>
    public string? Region { get; set; }

    /// <summary>The shape of metrics on the wire.</summary>
    public MetricFormat MetricFormat { get; set; } = MetricFormat.Monolog;

    /// <summary>
    /// The most bytes of one datagram. 1,400 fits every network; 8,900 fits within a VPC with jumbo frames. A larger metric
    /// is cut and marked <c>truncated</c>. Between 512 and 65,507.
    /// </summary>
    public int MaxDatagramBytes { get; set; } = 1400;

    /// <summary>How many metrics of seven fields wait for the sender at most; the newest are dropped and counted.</summary>
    public int MetricQueueCapacity { get; set; } = 8192;

    /// <summary>How many log records wait for the collector at most; those of the lowest level are dropped first and counted.</summary>
    public int LogQueueCapacity { get; set; } = 10_000;

    /// <summary>How many bytes of log records wait for the collector at most.</summary>
    public long LogQueueBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>
    /// Whether log records go to standard error when the collector has been away for a second. If not, they wait in the queue.
    /// <c>EL4K_STDERR</c>.
    /// </summary>
    public bool FallbackToStandardError { get; set; } = true;

    /// <summary>How long <see cref="El4kClient.Dispose"/> may take to send what is left.</summary>
    public TimeSpan FlushTimeout { get; set; } = TimeSpan.FromSeconds(2);

    internal El4kClientOptions Clone() => (El4kClientOptions)MemberwiseClone();
}

using El4k.Collector.Expressions;
using El4k.Collector.Plugins.Bulk;

namespace El4k.Collector.Plugins.Outputs.Elasticsearch;

/// <summary>The options of the output <c>elasticsearch</c>.</summary>
[IgnoredOptions(
    "document_type", "failure_type_logging_whitelist", "flush_size", "healthcheck_path", "idle_flush_time", "ilm_enabled", "manage_template", "max_retries",
    "pool_max", "pool_max_per_route", "silence_errors_in_log", "sniffing_delay", "template_api", "template_overwrite", "validate_after_inactivity", "workers")]
[NotYetOptions(
    "bulk_path", "cacert", "ca_trusted_fingerprint", "cloud_auth", "cloud_id", "custom_headers", "data_stream_auto_routing", "data_stream_dataset",
    "data_stream_namespace", "data_stream_sync_fields", "data_stream_type", "dlq_custom_codes", "dlq_on_failed_indexname_interpolation", "doc_as_upsert",
    "drop_error_types", "ilm_pattern", "ilm_policy", "ilm_rollover_alias", "join_field", "keystore", "keystore_password", "parameters", "parent", "proxy",
    "retry_on_conflict", "script", "script_lang", "script_type", "script_var_name", "scripted_upsert", "sniffing", "sniffing_path", "ssl_certificate",
    "ssl_certificate_authorities", "ssl_certificate_verification", "ssl_cipher_suites", "ssl_key", "ssl_keystore_password", "ssl_keystore_path", "ssl_keystore_type",
    "ssl_supported_protocols", "ssl_truststore_password", "ssl_truststore_path", "ssl_truststore_type", "ssl_verification_mode", "template", "template_name",
    "truststore", "truststore_password", "upsert", "version", "version_type")]
internal sealed record ElasticsearchOptions
{
    /// <summary>The store's addresses: URLs or host names, in a list or in one string with spaces between them; tried in turn.</summary>
    /// <example>hosts => ["http://one:9200", "http://two:9200"]</example>
    [Option("hosts")]
    public IReadOnlyList<string> Hosts { get; init; } = ["http://127.0.0.1:9200"];

    /// <summary>The index of each event. A field that an event lacks counts as <c>unknown</c>; the name is made lower-case and free of what the store refuses.</summary>
    /// <example>index => "logstash-%{service}-%{+YYYY.MM.dd}"</example>
    [Option("index")]
    public StringFormat Index { get; init; } = StringFormat.Parse("logstash-%{+YYYY.MM.dd}");

    /// <summary>What the store shall do: <c>index</c>, or <c>create</c>, which refuses an id that exists.</summary>
    [Option("action", NotYet = ["update", "delete"])]
    public BulkAction Action { get; init; } = BulkAction.Index;

    /// <summary>The id of each document; without it the store makes one. An event that lacks a field of it gets an id of the store's.</summary>
    /// <example>document_id => "%{[@metadata][fingerprint]}"</example>
    [Option("document_id")]
    public StringFormat? DocumentId { get; init; }

    /// <summary>What decides the shard of each document.</summary>
    [Option("routing")]
    public StringFormat? Routing { get; init; }

    /// <summary>The ingest pipeline of each document.</summary>
    [Option("pipeline")]
    public StringFormat? Pipeline { get; init; }

    /// <summary>Whether events go to a data stream; only <c>false</c> is there, and <c>auto</c>, which means it too.</summary>
    [Option("data_stream", NotYet = ["true"])]
    public string DataStream { get; init; } = "auto";

    /// <summary>The user of basic authentication.</summary>
    [Option("user")]
    public string? User { get; init; }

    /// <summary>The password that goes with the user.</summary>
    [Option("password", IsSecret = true)]
    public string? Password { get; init; }

    /// <summary>An API key, <c>id:key</c> or encoded, in place of user and password.</summary>
    [Option("api_key", IsSecret = true)]
    public string? ApiKey { get; init; }

    /// <summary>Whether hosts without a scheme are reached by https.</summary>
    [Option("ssl_enabled", FormerNames = ["ssl"])]
    public bool SslEnabled { get; init; }

    /// <summary>The path before every request, for a store behind a proxy.</summary>
    [Option("path")]
    public string Path { get; init; } = "";

    /// <summary>The seconds one request may take.</summary>
    [Option("timeout")]
    public double Timeout { get; init; } = 60;

    /// <summary>The seconds a host that gave no answer is passed over while another one is up.</summary>
    [Option("resurrect_delay")]
    public double ResurrectDelay { get; init; } = 5;

    /// <summary>The seconds before the first retry; each next one waits twice as long.</summary>
    [Option("retry_initial_interval")]
    public double RetryInitialInterval { get; init; } = 2;

    /// <summary>The most seconds between two tries.</summary>
    [Option("retry_max_interval")]
    public double RetryMaxInterval { get; init; } = 64;

    /// <summary>Whether requests are compressed: 0 is not, 1 to 9 are gzip. Pays off across networks, costs on one machine.</summary>
    [Option("compression_level")]
    public int CompressionLevel { get; init; }

    /// <summary>The older way to ask for compressed requests.</summary>
    [Option("http_compression")]
    public bool HttpCompression { get; init; }
}

using El4k.Collector.Events;
using El4k.Collector.Expressions;
using El4k.Collector.Plugins.Network;

namespace El4k.Collector.Plugins.Bulk;

/// <summary>The options that all outputs to a store have: the union of those of <c>elasticsearch</c>, <c>opensearch</c> and <c>amazon_es</c> where they mean the same.</summary>
[IgnoredOptions(
    "document_type", "flush_size", "healthcheck_path", "idle_flush_time", "index_type", "max_retries", "pool_max", "pool_max_per_route", "retry_max_items",
    "sniffing", "sniffing_delay", "sniffing_path", "validate_after_inactivity", "workers")]
internal abstract record BulkOptions : TlsOptions
{
    /// <summary>The index of each event. A field that an event lacks is taken from <c>extra</c>, else it counts as <c>unknown</c>; the name is made lower-case and free of what the store refuses.</summary>
    /// <example>index => "logstash-%{service}-%{+YYYY.MM.dd}"</example>
    [Option("index")]
    public StringFormat? Index { get; init; }

    /// <summary>What the store shall do: <c>index</c>, which it is when not given, <c>create</c>, <c>update</c>, <c>delete</c>, or what a field of the event says.</summary>
    [Option("action")]
    public StringFormat? Action { get; init; }

    /// <summary>The id of each document; without it the store makes one. An event that lacks a field of it gets an id of the store's.</summary>
    /// <example>document_id => "%{[@metadata][fingerprint]}"</example>
    [Option("document_id")]
    public StringFormat? DocumentId { get; init; }

    /// <summary>What decides the shard of each document.</summary>
    [Option("routing")]
    public StringFormat? Routing { get; init; }

    /// <summary>The ingest pipeline of each document; an empty text is none.</summary>
    [Option("pipeline")]
    public StringFormat? Pipeline { get; init; }

    /// <summary>The version of each document.</summary>
    [Option("version")]
    public StringFormat? Version { get; init; }

    /// <summary>How the store compares versions: <c>internal</c>, <c>external</c>, <c>external_gt</c>, <c>external_gte</c>.</summary>
    [Option("version_type")]
    public StringFormat? VersionType { get; init; }

    /// <summary>The parent of each document, which decides its shard.</summary>
    [Option("parent")]
    public StringFormat? Parent { get; init; }

    /// <summary>The join field, which then holds the event's value and the parent.</summary>
    [Option("join_field")]
    public FieldReference? JoinField { get; init; }

    /// <summary>For updates: the document, as JSON, when there is none with the id.</summary>
    [Option("upsert")]
    public StringFormat? Upsert { get; init; }

    /// <summary>For updates: whether the event is the document when there is none with the id.</summary>
    [Option("doc_as_upsert")]
    public bool DocAsUpsert { get; init; }

    /// <summary>For updates: the script that changes the document, or its id.</summary>
    [Option("script")]
    public StringFormat? Script { get; init; }

    /// <summary>Whether <c>script</c> is the script itself (<c>inline</c>) or the id of one in the store (<c>indexed</c>).</summary>
    [Option("script_type", NotYet = ["file"])]
    public string ScriptType { get; init; } = "inline";

    /// <summary>The script's language.</summary>
    [Option("script_lang")]
    public string ScriptLang { get; init; } = "painless";

    /// <summary>The name by which the script sees the event.</summary>
    [Option("script_var_name")]
    public string ScriptVarName { get; init; } = "event";

    /// <summary>Whether the script also makes documents that are not there.</summary>
    [Option("scripted_upsert")]
    public bool ScriptedUpsert { get; init; }

    /// <summary>For updates: how often the store itself tries again when the document changes at the same time.</summary>
    [Option("retry_on_conflict")]
    public int RetryOnConflict { get; init; } = 1;

    /// <summary>Whether a template for new indices is put into the store at the start; it is when nothing is said.</summary>
    [Option("manage_template")]
    public bool? ManageTemplate { get; init; }

    /// <summary>The template's file, in place of EL4K's own.</summary>
    [Option("template")]
    public string? Template { get; init; }

    /// <summary>The template's name in the store; <c>logstash</c> when not given, <c>ecs-logstash</c> with the Elastic Common Schema.</summary>
    [Option("template_name")]
    public string? TemplateName { get; init; }

    /// <summary>Whether the template takes the place of one of that name.</summary>
    [Option("template_overwrite")]
    public bool TemplateOverwrite { get; init; }

    /// <summary>The user of basic authentication.</summary>
    [Option("user")]
    public string? User { get; init; }

    /// <summary>The password that goes with the user.</summary>
    [Option("password", IsSecret = true)]
    public string? Password { get; init; }

    /// <summary>The path before every request, for a store behind a proxy.</summary>
    [Option("path")]
    public string Path { get; init; } = "";

    /// <summary>The path of bulk requests, when it is another one than <c>_bulk</c> below <c>path</c>.</summary>
    [Option("bulk_path")]
    public string? BulkPath { get; init; }

    /// <summary>What is put behind each request's address.</summary>
    /// <example>parameters => { "tenant" => "a" }</example>
    [Option("parameters")]
    public OptionMap<string, string> Parameters { get; init; } = new();

    /// <summary>Headers that each request gets.</summary>
    [Option("custom_headers")]
    public OptionMap<string, string> CustomHeaders { get; init; } = new();

    /// <summary>The proxy to the store; empty for none.</summary>
    [Option("proxy", IsSecret = true)]
    public string? Proxy { get; init; }

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

    /// <summary>Statuses of single documents that dead-letter them, beyond those that always do.</summary>
    [Option("dlq_custom_codes")]
    public IReadOnlyList<int> DlqCustomCodes { get; init; } = [];

    /// <summary>Whether an event that lacks a field of the index name is dead-lettered; without it its name gets <c>unknown</c> there.</summary>
    [Option("dlq_on_failed_indexname_interpolation")]
    public bool DlqOnFailedIndexName { get; init; }

    /// <summary>Types of errors for which a document is dropped, and counted.</summary>
    /// <example>drop_error_types => ["index_closed_exception"]</example>
    [Option("drop_error_types")]
    public IReadOnlyList<string> DropErrorTypes { get; init; } = [];

    /// <summary>Types of errors that are not logged.</summary>
    [Option("silence_errors_in_log", FormerNames = ["failure_type_logging_whitelist"])]
    public IReadOnlyList<string> SilenceErrorsInLog { get; init; } = [];

    /// <summary>The older way to say whether the server's certificate is checked.</summary>
    [Option("ssl_certificate_verification")]
    public bool? SslCertificateVerification { get; init; }

    /// <summary>SHA-256 fingerprints of certificates, one of which the server's must be or go back to.</summary>
    [Option("ca_trusted_fingerprint")]
    public IReadOnlyList<string> CaTrustedFingerprints { get; init; } = [];
}

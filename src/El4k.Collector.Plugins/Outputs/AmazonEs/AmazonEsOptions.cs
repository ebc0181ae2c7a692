using El4k.Collector.Plugins.Bulk;

namespace El4k.Collector.Plugins.Outputs.AmazonEs;

/// <summary>The options of the output <c>amazon_es</c>, beyond those of all outputs to a store.</summary>
[IgnoredOptions("instance_profile_credentials_retries", "instance_profile_credentials_timeout", "skip_healthcheck")]
internal sealed record AmazonEsOptions : BulkOptions
{
    /// <summary>The domain's address: a host name, reached by <c>protocol</c> and <c>port</c>, or a whole URL.</summary>
    /// <example>hosts => ["search-logs.eu-central-1.es.amazonaws.com"]</example>
    [Option("hosts")]
    public IReadOnlyList<string> Hosts { get; init; } = ["127.0.0.1"];

    /// <summary>How a host without a scheme is reached: <c>https</c> or <c>http</c>.</summary>
    [Option("protocol", FormerNames = ["scheme"])]
    public string Protocol { get; init; } = "https";

    /// <summary>The port of a host that gives none; without it that of its scheme, 443 or 80.</summary>
    [Option("port")]
    public int? Port { get; init; }

    /// <summary>The domain's region; without it that of <c>AWS_REGION</c> or <c>AWS_DEFAULT_REGION</c>, else <c>us-east-1</c>.</summary>
    [Option("region")]
    public string? Region { get; init; }

    /// <summary>The service as signatures name it: <c>es</c> for a domain, <c>aoss</c> for OpenSearch Serverless.</summary>
    [Option("service_name")]
    public string ServiceName { get; init; } = "es";

    /// <summary>The id of an access key; without it keys are looked for where AWS's own programs look.</summary>
    [Option("aws_access_key_id")]
    public string? AccessKeyId { get; init; }

    /// <summary>The secret that goes with the id.</summary>
    [Option("aws_secret_access_key", IsSecret = true)]
    public string? SecretAccessKey { get; init; }

    /// <summary>The token that goes with temporary keys.</summary>
    [Option("session_token", IsSecret = true)]
    public string? SessionToken { get; init; }

    /// <summary>A role to take on with these keys.</summary>
    [Option("role_arn")]
    public string? RoleArn { get; init; }

    /// <summary>The name of the role's session, as the logs of AWS show it.</summary>
    [Option("role_session_name")]
    public string RoleSessionName { get; init; } = "logstash";

    /// <summary>The bytes after which a request is sent.</summary>
    [Option("max_bulk_bytes")]
    public ByteSize? MaxBulkBytes { get; init; }

    /// <summary>Whether no template is put into the store; the other way to say <c>manage_template => false</c>.</summary>
    [Option("skip_template_installation")]
    public bool SkipTemplateInstallation { get; init; }
}

namespace El4k.Collector.Plugins.Aws;

/// <summary>The options that all plugins for Amazon's services have: whose keys, which region, which address.</summary>
internal abstract record AwsOptions
{
    /// <summary>The region; without it that of <c>AWS_REGION</c> or <c>AWS_DEFAULT_REGION</c>, else <c>us-east-1</c>.</summary>
    /// <example>region => "eu-central-1"</example>
    [Option("region")]
    public string? Region { get; init; }

    /// <summary>The address of the service in place of the region's own, such as that of a VPC endpoint; without it that of <c>AWS_ENDPOINT_URL_…</c> or <c>AWS_ENDPOINT_URL</c>.</summary>
    /// <example>endpoint => "http://127.0.0.1:9324"</example>
    [Option("endpoint")]
    public string? Endpoint { get; init; }

    /// <summary>The id of an access key; without it keys are looked for where AWS's own programs look.</summary>
    [Option("access_key_id")]
    public string? AccessKeyId { get; init; }

    /// <summary>The secret that goes with the id.</summary>
    [Option("secret_access_key", IsSecret = true)]
    public string? SecretAccessKey { get; init; }

    /// <summary>The token that goes with temporary keys.</summary>
    [Option("session_token", IsSecret = true)]
    public string? SessionToken { get; init; }

    /// <summary>A role to take on with these keys, or with the web identity.</summary>
    [Option("role_arn")]
    public string? RoleArn { get; init; }

    /// <summary>The name of the role's session, as the logs of AWS show it.</summary>
    [Option("role_session_name")]
    public string RoleSessionName { get; init; } = "logstash";

    /// <summary>A file with the token of a web identity, which is exchanged for the role.</summary>
    [Option("web_identity_token_file")]
    public string? WebIdentityTokenFile { get; init; }

    /// <summary>A file with <c>:access_key_id:</c> and <c>:secret_access_key:</c>, as Logstash reads it.</summary>
    [Option("aws_credentials_file")]
    public string? CredentialsFile { get; init; }

    /// <summary>The proxy to the service.</summary>
    [Option("proxy_uri", IsSecret = true)]
    public string? ProxyUri { get; init; }
}

using System.Net;

namespace El4k.Aws.Credentials;

/// <summary>What is said about credentials where EL4K is configured; all of it may be left out.</summary>
public sealed record CredentialSettings
{
    /// <summary>The id of an access key; goes before every other way.</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>The secret of <see cref="AccessKeyId"/>.</summary>
    public string? SecretAccessKey { get; init; }

    /// <summary>The session token of temporary keys.</summary>
    public string? SessionToken { get; init; }

    /// <summary>A file with lines such as <c>:access_key_id: "…"</c> and <c>:secret_access_key: "…"</c>, as Logstash's plugins read it.</summary>
    public string? CredentialsFile { get; init; }

    /// <summary>A role to take on: with the keys found by the other settings, or with <see cref="WebIdentityTokenFile"/>.</summary>
    public string? RoleArn { get; init; }

    /// <summary>The name of the session, seen in the logs of AWS.</summary>
    public string RoleSessionName { get; init; } = "logstash";

    /// <summary>A file with an OpenID Connect token that is exchanged for <see cref="RoleArn"/>.</summary>
    public string? WebIdentityTokenFile { get; init; }

    /// <summary>The profile of the shared files; null for <c>AWS_PROFILE</c>, else <c>default</c>.</summary>
    public string? Profile { get; init; }

    /// <summary>The region whose token service is asked.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>The proxy to the token service; null for none.</summary>
    public WebProxy? Proxy { get; init; }
}

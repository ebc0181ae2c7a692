using System.Net;
using El4k.Aws.Credentials;

namespace El4k.Aws.Sqs;

/// <summary>Where the queue service is, and how to talk to it.</summary>
public sealed record SqsClientOptions
{
    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>Gives the keys to sign with.</summary>
    public required IAwsCredentialSource Credentials { get; init; }

    /// <summary>The address of the service; null for the region's, or that of <c>AWS_ENDPOINT_URL_SQS</c> or <c>AWS_ENDPOINT_URL</c>.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The proxy to it; null for the system's.</summary>
    public WebProxy? Proxy { get; init; }

    /// <summary>How long one try may take, beyond the time that a receive waits for messages.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often one request is tried, the first time included.</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>The longest pause before the first retry; each next one may be twice as long, and jitter takes from all of it.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Makes the jitter.</summary>
    public Random Random { get; init; } = Random.Shared;

    /// <summary>Looks up an environment variable.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;
}

using System.Net.Http.Headers;
using System.Security.Cryptography;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Signing;
using El4k.Aws.Credentials;

namespace El4k.Aws.Signing;

/// <summary>Signs HTTP requests with AWS Signature Version 4. Safe for all threads.</summary>
/// <remarks>
/// Signed are <c>host</c>, <c>content-type</c>, <c>content-encoding</c> and everything that begins with <c>x-amz-</c>, the hash of the body among them. <c>content-length</c> is not, because
/// OpenSearch Serverless (<c>aoss</c>) refuses that; what <c>es</c> and <c>sqs</c> want is the same otherwise. The path is encoded once more, as all services but S3 do.
/// </remarks>
public sealed class RequestSigner
{
    private readonly IAwsCredentialSource _credentials;
    private readonly string _region;
    private readonly TimeProvider _time;
    private long _skewTicks;

    /// <summary>Makes a signer.</summary>
    /// <param name="credentials">Gives the keys; asked for each request.</param>
    /// <param name="region">The region of the service, such as <c>eu-central-1</c>.</param>
    /// <param name="service">The service as signatures name it: <c>sqs</c>, <c>es</c>, <c>aoss</c>.</param>
    /// <param name="time">The clock of the signatures; they are good for minutes only.</param>
    public RequestSigner(IAwsCredentialSource credentials, string region, string service, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        ArgumentException.ThrowIfNullOrWhiteSpace(region);
        ArgumentException.ThrowIfNullOrWhiteSpace(service);
        _credentials = credentials;
        _region = region;
        Service = service;
        _time = time ?? TimeProvider.System;
    }

    /// <summary>The service as signatures name it.</summary>
    public string Service { get; }

    /// <summary>How far the service's clock was ahead of this machine's when it was last noted; signatures follow it.</summary>
    public TimeSpan ClockSkew => TimeSpan.FromTicks(Interlocked.Read(ref _skewTicks));

    /// <summary>Sets the signature's headers on a request, in place of earlier ones.</summary>
    /// <param name="request">With its address, and the content headers that are to be sent.</param>
    /// <param name="body">The bytes that will be sent, compressed if they are sent so.</param>
    /// <exception cref="AwsCredentialsException">There are no keys to sign with.</exception>
    public async ValueTask SignAsync(HttpRequestMessage request, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var keys = await _credentials.GetAsync(cancellation).ConfigureAwait(false);
        var unsigned = new AWSSigningRequest { HttpMethod = request.Method, RequestUri = request.RequestUri };
        unsigned.Headers["x-amz-content-sha256"] = Convert.ToHexStringLower(SHA256.HashData(body.Span));
        foreach (var (name, values) in request.Headers.Where(header => IsSignedAsGiven(header.Key)))
        {
            unsigned.Headers[name] = string.Join(',', values);
        }

        if (request.Content is { } content)
        {
            Take(unsigned, content.Headers, "Content-Type");
            Take(unsigned, content.Headers, "Content-Encoding");
        }

        var signed = AWSSigV4Signer.Sign(unsigned, new AWSSigV4Parameters
        {
            Credentials = keys.SessionToken is { } token
                ? new SessionAWSCredentials(keys.AccessKeyId, keys.SecretAccessKey, token)
                : new BasicAWSCredentials(keys.AccessKeyId, keys.SecretAccessKey),
            Region = RegionEndpoint.GetBySystemName(_region),
            Service = Service,
            SignedAt = (_time.GetUtcNow() + ClockSkew).UtcDateTime,
        });
        foreach (var (name, value) in signed.Headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    /// <summary>Follows the service's clock when it refused a signature and its own time is far from this machine's.</summary>
    /// <param name="serviceTime">What its answer says in <c>Date</c>.</param>
    /// <returns>Whether the clocks differ enough to explain a refusal; the next signature is then made by the service's.</returns>
    public bool FollowClock(DateTimeOffset serviceTime)
    {
        // Signatures are good for five minutes each way.
        var skew = serviceTime - _time.GetUtcNow();
        var isFar = skew.Duration() > TimeSpan.FromMinutes(4);
        Interlocked.Exchange(ref _skewTicks, isFar ? skew.Ticks : 0);
        return isFar;
    }

    // The signer's own headers of an earlier try are made anew.
    private static bool IsSignedAsGiven(string name) =>
        name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase)
        && !name.Equals("x-amz-date", StringComparison.OrdinalIgnoreCase)
        && !name.Equals("x-amz-security-token", StringComparison.OrdinalIgnoreCase)
        && !name.Equals("x-amz-content-sha256", StringComparison.OrdinalIgnoreCase);

    private static void Take(AWSSigningRequest request, HttpContentHeaders headers, string name)
    {
        if (headers.TryGetValues(name, out var values))
        {
            request.Headers[name] = string.Join(',', values);
        }
    }
}

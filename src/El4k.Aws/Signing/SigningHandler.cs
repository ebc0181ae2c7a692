using System.Globalization;
using System.Net;
using El4k.Aws.Credentials;

namespace El4k.Aws.Signing;

/// <summary>Signs every request that passes, over the bytes that are really sent, so that any HTTP client can talk to a signed service.</summary>
/// <remarks>
/// Must be the last handler before the sockets, behind whatever retries: a signature holds for one try. Missing credentials are an <see cref="HttpRequestException"/> with the
/// <see cref="AwsCredentialsException"/> inside, so that clients wait for them as for a service that is away. Safe for all threads.
/// </remarks>
public sealed class SigningHandler : DelegatingHandler
{
    private readonly RequestSigner _signer;

    /// <summary>Makes a handler.</summary>
    /// <param name="signer">Signs.</param>
    /// <param name="inner">Sends; must not follow redirects, as a signature is for one address.</param>
    public SigningHandler(RequestSigner signer, HttpMessageHandler inner)
        : base(inner)
    {
        ArgumentNullException.ThrowIfNull(signer);
        _signer = signer;
    }

    /// <summary>Told what each answer says about the credentials: null when they were accepted, else in words what is wrong with them. Set before the first request.</summary>
    public Action<string?>? OnAuthentication { get; set; }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var body = new SignedBody();
        if (request.Content is { } content)
        {
            await content.CopyToAsync(body, cancellationToken).ConfigureAwait(false);
            request.Content = Replacement(content, body.Bytes);
        }

        await SignAsync(request, body.Bytes, cancellationToken).ConfigureAwait(false);
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        Judge(response);

        // Only now, and not after a failure: a send that was broken off may still be reading.
        body.Return();
        return response;
    }

    private async ValueTask SignAsync(HttpRequestMessage request, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        try
        {
            await _signer.SignAsync(request, body, cancellation).ConfigureAwait(false);
        }
        catch (AwsCredentialsException none)
        {
            OnAuthentication?.Invoke(none.Message);
            throw new HttpRequestException(none.Message, none);
        }
    }

    private static ReadOnlyMemoryContent Replacement(HttpContent content, ReadOnlyMemory<byte> bytes)
    {
        var replacement = new ReadOnlyMemoryContent(bytes);
        foreach (var (name, values) in content.Headers.NonValidated)
        {
            if (!name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
            {
                replacement.Headers.TryAddWithoutValidation(name, values);
            }
        }

        return replacement;
    }

    private void Judge(HttpResponseMessage response)
    {
        if (response.StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized))
        {
            OnAuthentication?.Invoke(null);
            return;
        }

        var isClock = response.Headers.Date is { } date && _signer.FollowClock(date);
        OnAuthentication?.Invoke(isClock
            ? string.Create(CultureInfo.InvariantCulture, $"this machine's clock differs from the service's by {_signer.ClockSkew.TotalSeconds:0} s, so signatures count as expired; the next ones follow the service's clock, but set this one right")
            : "the keys are unknown, expired, or not allowed to do this: look at the access policy and the role mapping");
    }
}

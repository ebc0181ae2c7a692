using Amazon;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace El4k.Aws.Credentials;

/// <summary>The temporary keys of a role, got from the token service and renewed there some minutes before they expire.</summary>
internal sealed class AssumedRole : RefreshingAWSCredentials
{
    /// <summary>How long before they expire temporary keys are renewed.</summary>
    public static readonly TimeSpan RenewedBefore = TimeSpan.FromMinutes(5);

    private readonly CredentialSettings _settings;
    private readonly AWSCredentials? _source;
    private readonly string? _externalId;

    /// <param name="settings">With the role; with a token file when an identity is exchanged.</param>
    /// <param name="source">The keys that may take on the role; null when an identity is exchanged.</param>
    /// <param name="externalId">What the role's owner wants to hear; null for nothing.</param>
    public AssumedRole(CredentialSettings settings, AWSCredentials? source, string? externalId = null)
    {
        _externalId = externalId;
        _settings = settings;
        _source = source;
        PreemptExpiryTime = RenewedBefore;
    }

    /// <inheritdoc/>
    protected override CredentialsRefreshState GenerateNewCredentials() => GenerateNewCredentialsAsync().GetAwaiter().GetResult();

    /// <inheritdoc/>
    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        var configuration = new AmazonSecurityTokenServiceConfig
        {
            RegionEndpoint = RegionEndpoint.GetBySystemName(_settings.Region),
            AuthenticationRegion = _settings.Region,
        };
        if (_settings.Proxy is { } proxy)
        {
            configuration.SetWebProxy(proxy);
        }

        using var service = new AmazonSecurityTokenServiceClient(_source ?? new AnonymousAWSCredentials(), configuration);
        var keys = _source is null ? await ExchangeAsync(service).ConfigureAwait(false) : await AssumeAsync(service).ConfigureAwait(false);
        return new CredentialsRefreshState(
            new ImmutableCredentials(keys.AccessKeyId, keys.SecretAccessKey, keys.SessionToken),
            keys.Expiration ?? throw new AmazonClientException("The token service gave no time of expiry."));
    }

    private async Task<Amazon.SecurityToken.Model.Credentials> AssumeAsync(AmazonSecurityTokenServiceClient service)
    {
        var request = new AssumeRoleRequest { RoleArn = _settings.RoleArn, RoleSessionName = _settings.RoleSessionName, ExternalId = _externalId };
        return (await service.AssumeRoleAsync(request).ConfigureAwait(false)).Credentials;
    }

    private async Task<Amazon.SecurityToken.Model.Credentials> ExchangeAsync(AmazonSecurityTokenServiceClient service)
    {
        // Read anew each time: the platform puts a new token there before the old one expires.
        var token = (await File.ReadAllTextAsync(_settings.WebIdentityTokenFile!).ConfigureAwait(false)).Trim();
        var request = new AssumeRoleWithWebIdentityRequest { RoleArn = _settings.RoleArn, RoleSessionName = _settings.RoleSessionName, WebIdentityToken = token };
        return (await service.AssumeRoleWithWebIdentityAsync(request).ConfigureAwait(false)).Credentials;
    }
}

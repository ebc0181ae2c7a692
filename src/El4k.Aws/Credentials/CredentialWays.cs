using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;

namespace El4k.Aws.Credentials;

/// <summary>All places where credentials may be, in the order in which they are looked at.</summary>
internal static class CredentialWays
{
    private static readonly TimeSpan OfNetwork = TimeSpan.FromSeconds(10);

    // Outside AWS nobody answers at the metadata address; a start should not hang on that.
    private static readonly TimeSpan OfInstance = TimeSpan.FromSeconds(5);

    public static IReadOnlyList<CredentialWay> All { get; } =
    [
        new("the options access_key_id and secret_access_key", FromOptions, OfNetwork, IsMeant: true),
        new("the option aws_credentials_file", FromFile, OfNetwork, IsMeant: true),
        new("the environment", FromEnvironment, OfNetwork),
        new("a web identity", FromWebIdentity, OfNetwork),
        new("the profile files", FromProfile, OfNetwork),
        new("the container's credentials", FromContainer, OfNetwork),
        new("the instance's metadata", FromInstance, OfInstance),
    ];

    private static (AWSCredentials?, string) FromOptions(CredentialSettings settings, Func<string, string?> environment) =>
        settings.AccessKeyId is { } id && settings.SecretAccessKey is { } secret ? (Keys(id, secret, settings.SessionToken), "") : (null, "not given");

    private static (AWSCredentials?, string) FromFile(CredentialSettings settings, Func<string, string?> environment)
    {
        if (settings.CredentialsFile is not { } path)
        {
            return (null, "not given");
        }

        var keys = CredentialsFile.Read(path);
        return (Keys(keys.AccessKeyId, keys.SecretAccessKey, keys.SessionToken), "");
    }

    private static (AWSCredentials?, string) FromEnvironment(CredentialSettings settings, Func<string, string?> environment)
    {
        var id = Text(environment("AWS_ACCESS_KEY_ID"));
        var secret = Text(environment("AWS_SECRET_ACCESS_KEY")) ?? Text(environment("AWS_SECRET_KEY"));
        return id is null ? (null, "AWS_ACCESS_KEY_ID is not set")
            : secret is null ? (null, "AWS_SECRET_ACCESS_KEY is not set")
            : (Keys(id, secret, Text(environment("AWS_SESSION_TOKEN"))), "");
    }

    private static (AWSCredentials?, string) FromWebIdentity(CredentialSettings settings, Func<string, string?> environment)
    {
        var file = settings.WebIdentityTokenFile ?? Text(environment("AWS_WEB_IDENTITY_TOKEN_FILE"));
        var role = Text(environment("AWS_ROLE_ARN"));
        if (file is null || role is null)
        {
            return (null, $"{(file is null ? "AWS_WEB_IDENTITY_TOKEN_FILE" : "AWS_ROLE_ARN")} is not set");
        }

        var session = Text(environment("AWS_ROLE_SESSION_NAME")) ?? settings.RoleSessionName;
        return (new AssumedRole(settings with { WebIdentityTokenFile = file, RoleArn = role, RoleSessionName = session }, null), "");
    }

    private static (AWSCredentials?, string) FromProfile(CredentialSettings settings, Func<string, string?> environment)
    {
        var name = settings.Profile ?? Text(environment("AWS_PROFILE")) ?? "default";
        var files = new CredentialProfileStoreChain(Text(environment("AWS_SHARED_CREDENTIALS_FILE")));
        if (!files.TryGetProfile(name, out var profile))
        {
            return (null, $"there is no profile \"{name}\"");
        }

        if (profile.Options.SsoStartUrl is not null || profile.Options.SsoSession is not null)
        {
            return (null, $"the profile \"{name}\" is one of IAM Identity Center (SSO), which is not supported; run: aws configure export-credentials --profile {name} --format env");
        }

        if (profile.Options is { RoleArn: { } role, SourceProfile: { } source })
        {
            // Taken on by the same way as the role of the options, so that region and address are the configured ones.
            return files.TryGetAWSCredentials(source, out var keys)
                ? (new AssumedRole(settings with { RoleArn = role, RoleSessionName = profile.Options.RoleSessionName ?? settings.RoleSessionName }, keys, profile.Options.ExternalID), "")
                : (null, $"the profile \"{name}\" takes the keys of the profile \"{source}\", which has none");
        }

        return files.TryGetAWSCredentials(name, out var credentials) ? (credentials, "")
            : (null, $"the profile \"{profile.Name}\" has no credentials");
    }

    private static (AWSCredentials?, string) FromContainer(CredentialSettings settings, Func<string, string?> environment) =>
        Text(environment("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI")) is null && Text(environment("AWS_CONTAINER_CREDENTIALS_FULL_URI")) is null
            ? (null, "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and AWS_CONTAINER_CREDENTIALS_FULL_URI are not set")
            : (new GenericContainerCredentials(), "");

    private static (AWSCredentials?, string) FromInstance(CredentialSettings settings, Func<string, string?> environment) =>
        string.Equals(environment("AWS_EC2_METADATA_DISABLED"), "true", StringComparison.OrdinalIgnoreCase)
            ? (null, "switched off by AWS_EC2_METADATA_DISABLED")
            : (new InstanceRole(Uri.TryCreate(environment("AWS_EC2_METADATA_SERVICE_ENDPOINT"), UriKind.Absolute, out var address) ? address : InstanceRole.Service) { PreemptExpiryTime = AssumedRole.RenewedBefore }, "");

    private static AWSCredentials Keys(string id, string secret, string? token) =>
        token is null ? new BasicAWSCredentials(id, secret) : new SessionAWSCredentials(id, secret, token);

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}

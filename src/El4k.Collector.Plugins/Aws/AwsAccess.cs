using El4k.Aws.Credentials;
using El4k.Aws.Regions;
using El4k.Aws.Sqs;
using El4k.Collector.Plugins.Network;

namespace El4k.Collector.Plugins.Aws;

/// <summary>Turns the options of <see cref="AwsOptions"/> into what talks to the services; nothing is asked over the network here.</summary>
internal static class AwsAccess
{
    /// <summary>The keys that the options mean.</summary>
    /// <exception cref="PluginOptionException">An option cannot be meant.</exception>
    public static CredentialChain Credentials(AwsOptions options)
    {
        if (options.AccessKeyId is null != options.SecretAccessKey is null)
        {
            var missing = options.AccessKeyId is null ? "access_key_id" : "secret_access_key";
            throw new PluginOptionException(missing, "access_key_id and secret_access_key go together: give both, or neither to use the keys of the environment, a profile or a role");
        }

        if (options.WebIdentityTokenFile is not null && options.RoleArn is null)
        {
            throw new PluginOptionException("web_identity_token_file", "a web identity is exchanged for a role: give role_arn too");
        }

        return new CredentialChain(new CredentialSettings
        {
            AccessKeyId = options.AccessKeyId,
            SecretAccessKey = options.SecretAccessKey,
            SessionToken = options.SessionToken,
            CredentialsFile = options.CredentialsFile,
            RoleArn = options.RoleArn,
            RoleSessionName = options.RoleSessionName,
            WebIdentityTokenFile = options.WebIdentityTokenFile,
            Region = AwsRegion.Resolve(options.Region),
            Proxy = ProxyAddress.Parse("proxy_uri", options.ProxyUri),
        });
    }

    /// <summary>A client of the queue service.</summary>
    /// <exception cref="PluginOptionException">An option cannot be meant.</exception>
    public static SqsClient Sqs(AwsOptions options, IAwsCredentialSource credentials, PluginContext context)
    {
        try
        {
            return new SqsClient(new SqsClientOptions
            {
                Region = AwsRegion.Resolve(options.Region),
                Credentials = credentials,
                Endpoint = Address("endpoint", options.Endpoint),
                Proxy = ProxyAddress.Parse("proxy_uri", options.ProxyUri),
                Time = context.Clock,
            });
        }
        catch (FormatException wrong)
        {
            throw new PluginOptionException("endpoint", wrong.Message);
        }
    }

    private static Uri? Address(string option, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address
            : throw new PluginOptionException(option, $"\"{text}\" is not an address; give one such as \"https://host:443\"");
    }
}

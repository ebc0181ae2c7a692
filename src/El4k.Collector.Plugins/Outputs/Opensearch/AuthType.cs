using El4k.Aws.Credentials;
using El4k.Aws.Regions;

namespace El4k.Collector.Plugins.Outputs.Opensearch;

/// <summary>The option <c>auth_type</c>, understood.</summary>
/// <param name="User">The user of basic authentication.</param>
/// <param name="Password">The password.</param>
/// <param name="Keys">Whose keys sign; null when requests are not signed.</param>
/// <param name="Service">The service as signatures name it.</param>
internal sealed record AuthType(string? User, string? Password, CredentialSettings? Keys, string Service)
{
    private static readonly string[] Names =
        ["type", "user", "password", "region", "service_name", "aws_access_key_id", "aws_secret_access_key", "session_token", "profile", "role_arn", "role_session_name"];

    // Settings of the waiting for the instance's metadata, which has one sensible value.
    private static readonly string[] Ignored = ["instance_profile_credentials_retries", "instance_profile_credentials_timeout"];

    /// <exception cref="PluginOptionException">A name is not known, or one is missing.</exception>
    public static AuthType Parse(OpensearchOptions options)
    {
        var values = options.AuthType.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        if (values.Count == 0)
        {
            return new AuthType(options.User, options.Password, null, "");
        }

        if (values.Keys.FirstOrDefault(name => !Names.Contains(name) && !Ignored.Contains(name)) is { } unknown)
        {
            throw Refusal($"has no \"{unknown}\"; it has {string.Join(", ", Names)}");
        }

        return values.GetValueOrDefault("type") switch
        {
            "basic" => new AuthType(Need(values, "user"), Need(values, "password"), null, ""),
            "aws_iam" => new AuthType(null, null, Signing(values), values.GetValueOrDefault("service_name") ?? "es"),
            null => throw Refusal("needs a type: \"basic\" or \"aws_iam\""),
            var other => throw Refusal($"knows the types \"basic\" and \"aws_iam\", not \"{other}\""),
        };
    }

    private static CredentialSettings Signing(Dictionary<string, string> values)
    {
        var id = values.GetValueOrDefault("aws_access_key_id");
        var secret = values.GetValueOrDefault("aws_secret_access_key");
        if (id is null != secret is null)
        {
            throw Refusal("has one of aws_access_key_id and aws_secret_access_key; give both, or neither to use the keys of the environment, a profile or a role");
        }

        return new CredentialSettings
        {
            AccessKeyId = id,
            SecretAccessKey = secret,
            SessionToken = values.GetValueOrDefault("session_token"),
            Profile = values.GetValueOrDefault("profile"),
            RoleArn = values.GetValueOrDefault("role_arn"),
            RoleSessionName = values.GetValueOrDefault("role_session_name") ?? "logstash",
            Region = AwsRegion.Resolve(values.GetValueOrDefault("region")),
        };
    }

    private static string Need(Dictionary<string, string> values, string name) => values.GetValueOrDefault(name) ?? throw Refusal($"of the type \"basic\" needs {name}");

    private static PluginOptionException Refusal(string what) => new("auth_type", "auth_type " + what);
}

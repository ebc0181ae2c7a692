using System.Globalization;
using System.Text.Json;
using Amazon.Runtime;

namespace El4k.Aws.Credentials;

/// <summary>The temporary keys of the role that an EC2 instance has, from its metadata service, version 2: a token is asked for first.</summary>
/// <param name="service">The metadata service.</param>
internal sealed class InstanceRole(Uri service) : RefreshingAWSCredentials
{
    /// <summary>Where the metadata service is in every instance.</summary>
    public static readonly Uri Service = new("http://169.254.169.254/");

    // On the instance it answers within milliseconds; elsewhere nobody does.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override CredentialsRefreshState GenerateNewCredentials() => GenerateNewCredentialsAsync().GetAwaiter().GetResult();

    /// <inheritdoc/>
    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = Patience }) { BaseAddress = service, Timeout = Patience };
        var token = await AskAsync(http, HttpMethod.Put, "latest/api/token", "X-aws-ec2-metadata-token-ttl-seconds", "21600").ConfigureAwait(false);
        const string Roles = "latest/meta-data/iam/security-credentials/";
        var role = (await AskAsync(http, HttpMethod.Get, Roles, "X-aws-ec2-metadata-token", token).ConfigureAwait(false)).Split('\n')[0].Trim();
        using var keys = JsonDocument.Parse(await AskAsync(http, HttpMethod.Get, Roles + role, "X-aws-ec2-metadata-token", token).ConfigureAwait(false));
        string Text(string member) => keys.RootElement.TryGetProperty(member, out var value) && value.GetString() is { Length: > 0 } text ? text
            : throw new AmazonClientException($"the metadata service gave no {member} for the role {role}");
        return new CredentialsRefreshState(
            new ImmutableCredentials(Text("AccessKeyId"), Text("SecretAccessKey"), Text("Token")),
            DateTime.Parse(Text("Expiration"), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal));
    }

    private static async Task<string> AskAsync(HttpClient http, HttpMethod method, string path, string header, string value)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add(header, value);
        try
        {
            using var answer = await http.SendAsync(request).ConfigureAwait(false);
            return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync().ConfigureAwait(false)
                : throw new AmazonClientException($"{http.BaseAddress}{path} answered {(int)answer.StatusCode}");
        }
        catch (TaskCanceledException late)
        {
            throw new AmazonClientException($"{http.BaseAddress} gave no answer within {Patience.TotalSeconds:0} s", late);
        }
    }
}

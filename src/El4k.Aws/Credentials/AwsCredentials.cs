namespace El4k.Aws.Credentials;

/// <summary>Keys that sign requests.</summary>
/// <param name="AccessKeyId">Says who signs; not secret.</param>
/// <param name="SecretAccessKey">What the signature is made with.</param>
/// <param name="SessionToken">Goes along with temporary keys; null for keys that do not expire.</param>
public sealed record AwsCredentials(string AccessKeyId, string SecretAccessKey, string? SessionToken = null)
{
    /// <summary>The access key's id only, so that no message shows a secret.</summary>
    public override string ToString() => AccessKeyId;
}

namespace El4k.Aws.Credentials;

/// <summary>Gives the keys to sign with. Safe for all threads.</summary>
public interface IAwsCredentialSource
{
    /// <summary>The keys of now; temporary ones are renewed before they expire.</summary>
    /// <exception cref="AwsCredentialsException">There are none, or they could not be renewed; a later call tries again.</exception>
    ValueTask<AwsCredentials> GetAsync(CancellationToken cancellation);
}

namespace El4k.Aws.Credentials;

/// <summary>There are no credentials, or they cannot be renewed; the message says what was tried and why each way failed.</summary>
public sealed class AwsCredentialsException : Exception
{
    internal AwsCredentialsException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

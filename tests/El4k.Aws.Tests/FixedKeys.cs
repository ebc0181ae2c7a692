using El4k.Aws.Credentials;
using El4k.Testing.Aws;

namespace El4k.Aws.Tests;

internal sealed class FixedKeys(string? token = null) : IAwsCredentialSource
{
    public ValueTask<AwsCredentials> GetAsync(CancellationToken cancellation) => ValueTask.FromResult(new AwsCredentials(TestKeys.Id, TestKeys.Secret, token));
}

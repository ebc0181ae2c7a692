using Amazon.Runtime;

namespace El4k.Aws.Credentials;

/// <summary>One place where credentials may be.</summary>
/// <param name="Name">The place, as messages name it.</param>
/// <param name="Open">The credentials there, or why there are none; asks nothing over the network.</param>
/// <param name="Patience">How long the first keys may take.</param>
/// <param name="IsMeant">Whether keys there were given for EL4K, so that no other place is looked at when they fail.</param>
internal sealed record CredentialWay(
    string Name,
    Func<CredentialSettings, Func<string, string?>, (AWSCredentials? Credentials, string WhyNot)> Open,
    TimeSpan Patience,
    bool IsMeant = false);

using System.Net;

namespace El4k.Client.Configuration;

/// <summary>What a client takes from the system around it; tests bring their own.</summary>
internal sealed record ClientPlatform
{
    public TimeProvider Time { get; init; } = TimeProvider.System;

    public Func<Stream> OpenStandardError { get; init; } = Console.OpenStandardError;

    public Func<string, CancellationToken, Task<IPAddress[]>> LookUp { get; init; } = Dns.GetHostAddressesAsync;

    public Func<string, string?> ReadVariable { get; init; } = System.Environment.GetEnvironmentVariable;
}

using Amazon;

namespace El4k.Aws.Regions;

/// <summary>Which region is meant, and what its addresses end in.</summary>
public static class AwsRegion
{
    /// <summary>The region when nothing says another, as in Logstash.</summary>
    public const string Default = "us-east-1";

    /// <summary>The region given, else that of <c>AWS_REGION</c> or <c>AWS_DEFAULT_REGION</c>, else <see cref="Default"/>.</summary>
    /// <param name="environment">Looks up an environment variable; null for the process's own.</param>
    public static string Resolve(string? given, Func<string, string?>? environment = null)
    {
        var variable = environment ?? Environment.GetEnvironmentVariable;
        string?[] candidates = [given, variable("AWS_REGION"), variable("AWS_DEFAULT_REGION")];
        return candidates.FirstOrDefault(candidate => !string.IsNullOrWhiteSpace(candidate))?.Trim() ?? Default;
    }

    /// <summary>What the host names of a region end in, such as <c>amazonaws.com</c> or <c>amazonaws.com.cn</c>.</summary>
    public static string DnsSuffix(string region) => RegionEndpoint.GetBySystemName(region).PartitionDnsSuffix;
}

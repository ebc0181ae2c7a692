using El4k.Aws.Regions;

namespace El4k.Aws.Sqs;

/// <summary>The address of the queue service.</summary>
public static class SqsEndpoint
{
    /// <exception cref="FormatException">The environment's is no address.</exception>
    /// <summary>The one configured, else that of <c>AWS_ENDPOINT_URL_SQS</c> or <c>AWS_ENDPOINT_URL</c>, else null: requests then go to the region's own, and to the host of a queue's address.</summary>
    public static Uri? Override(Uri? configured, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        if (configured is not null)
        {
            return configured;
        }

        var text = new[] { environment("AWS_ENDPOINT_URL_SQS"), environment("AWS_ENDPOINT_URL") }.FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));
        return text is null ? null
            : Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address
            : throw new FormatException($"AWS_ENDPOINT_URL_SQS or AWS_ENDPOINT_URL is \"{text}\", which is no address; give one such as \"http://127.0.0.1:9324\"");
    }

    /// <summary>The region's own address.</summary>
    public static Uri OfRegion(string region) => new($"https://sqs.{region}.{AwsRegion.DnsSuffix(region)}/");
}

using El4k.Aws.Credentials;
using El4k.Aws.Regions;
using El4k.Aws.Sqs;

namespace El4k.Collector.Plugins.Aws;

/// <summary>The option <c>queue</c>: a name, as in Logstash, or a queue's address or ARN, which contain it.</summary>
/// <param name="Text">As it was given.</param>
/// <param name="Name">The queue's name.</param>
/// <param name="Account">The account that has it; null for the credentials' own.</param>
internal sealed record QueueName(string Text, string Name, string? Account)
{
    /// <exception cref="PluginOptionException">It is none of the three.</exception>
    public static QueueName Parse(string text, string? account)
    {
        var parts = text.StartsWith("arn:", StringComparison.Ordinal) ? text.Split(':')
            : Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address.AbsolutePath.Split('/')
            : [text];
        var name = parts[^1];
        var isName = name.Length is > 0 and <= 80 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
        return isName ? new QueueName(text, name, account ?? (parts.Length > 1 && parts[^2].Length == 12 ? parts[^2] : null))
            : throw new PluginOptionException("queue", $"\"{text}\" is not the name of a queue: up to 80 letters, digits, - and _ (an address or an ARN of a queue will do too)");
    }

    /// <summary>Asks for the queue's address.</summary>
    /// <exception cref="SqsException">It may be known later: the service cannot be reached, or is too busy.</exception>
    /// <exception cref="PluginStartException">It will not be known as things are configured.</exception>
    public async Task<string> ResolveAsync(SqsClient client, string plugin, string? region, CancellationToken cancellation)
    {
        try
        {
            return await client.GetQueueUrlAsync(Name, Account, cancellation).ConfigureAwait(false);
        }
        catch (SqsException failure) when (failure.IsQueueMissing)
        {
            throw new PluginStartException(
                $"{plugin}: there is no queue \"{Name}\" in {AwsRegion.Resolve(region)} that these credentials may see; look at the options queue, region and queue_owner_aws_account_id. ({failure.Message})", failure);
        }
        catch (SqsException failure) when (!failure.IsTransient)
        {
            throw new PluginStartException($"{plugin}: the queue \"{Name}\" of the option queue may not be used: {failure.Message}", failure);
        }
        catch (AwsCredentialsException none)
        {
            throw new PluginStartException($"{plugin}: {none.Message} Give access_key_id and secret_access_key, or a role.", none);
        }
    }
}

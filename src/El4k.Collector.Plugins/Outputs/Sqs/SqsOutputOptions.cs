using El4k.Collector.Plugins.Aws;

namespace El4k.Collector.Plugins.Outputs.Sqs;

/// <summary>The options of the output <c>sqs</c>.</summary>
[IgnoredOptions("additional_settings", "batch", "batch_timeout", "use_aws_bundled_ca", "use_ssl", "workers")]
internal sealed record SqsOutputOptions : AwsOptions
{
    /// <summary>The queue's name; its address or ARN will do too.</summary>
    [Option("queue", IsRequired = true)]
    public string Queue { get; init; } = "";

    /// <summary>The account that has the queue, when it is another one's.</summary>
    [Option("queue_owner_aws_account_id")]
    public string? OwnerAccountId { get; init; }

    /// <summary>How many events one request carries, 10 at most.</summary>
    [Option("batch_events")]
    public int BatchEvents { get; init; } = 10;

    /// <summary>The most bytes of one message, 1 MiB at most; a larger one becomes a dead letter.</summary>
    [Option("message_max_size")]
    public ByteSize MessageMaxSize { get; init; } = new(256 * 1024);
}

using El4k.Collector.Events;
using El4k.Collector.Plugins.Aws;

namespace El4k.Collector.Plugins.Inputs.Sqs;

/// <summary>The options of the input <c>sqs</c>.</summary>
[IgnoredOptions("additional_settings", "use_aws_bundled_ca", "use_ssl")]
internal sealed record SqsInputOptions : AwsOptions
{
    /// <summary>The queue's name; its address or ARN will do too.</summary>
    [Option("queue", IsRequired = true)]
    public string Queue { get; init; } = "";

    /// <summary>The account that has the queue, when it is another one's.</summary>
    [Option("queue_owner_aws_account_id")]
    public string? OwnerAccountId { get; init; }

    /// <summary>The field that takes the message's id, which stays the same however often the message comes.</summary>
    /// <example>id_field => "sqs_id"</example>
    [Option("id_field")]
    public FieldReference? IdField { get; init; }

    /// <summary>The field that takes the MD5 of the body.</summary>
    [Option("md5_field")]
    public FieldReference? Md5Field { get; init; }

    /// <summary>The field that takes the time at which the message was sent.</summary>
    [Option("sent_timestamp_field")]
    public FieldReference? SentTimestampField { get; init; }

    /// <summary>The seconds one request waits for messages, 20 at most; 0 asks once a second instead, which costs more.</summary>
    [Option("polling_frequency")]
    public int PollingFrequency { get; init; } = 20;

    /// <summary>How many requests for messages run at the same time.</summary>
    [Option("threads")]
    public int Threads { get; init; } = 1;
}

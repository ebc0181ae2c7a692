namespace El4k.Aws.Sqs;

/// <summary>A message as it was received.</summary>
/// <param name="Id">Stays the same however often the message is received.</param>
/// <param name="ReceiptHandle">Names this receiving of it: what deletes it and changes its visibility.</param>
/// <param name="Body">The UTF-8 bytes of the body.</param>
/// <param name="BodyMd5">The MD5 of the body in hexadecimal, as the service says.</param>
public sealed record SqsMessage(string Id, string ReceiptHandle, byte[] Body, string BodyMd5)
{
    /// <summary>When it was sent; null when the service does not say.</summary>
    public DateTimeOffset? Sent { get; init; }

    /// <summary>How often it was received, this time included; 0 when the service does not say.</summary>
    public int ReceiveCount { get; init; }
}

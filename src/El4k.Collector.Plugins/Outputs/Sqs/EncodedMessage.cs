namespace El4k.Collector.Plugins.Outputs.Sqs;

/// <summary>One event as it is sent.</summary>
/// <param name="Event">Which event of the delivery.</param>
/// <param name="Body">Its UTF-8 bytes.</param>
internal readonly record struct EncodedMessage(int Event, ReadOnlyMemory<byte> Body);

namespace El4k.Client.Accounting;

/// <summary>What the client counts; each name is one field of <c>client_stats</c>.</summary>
internal enum ClientCounter
{
    Sent,
    SentBytes,
    Datagrams,
    DroppedFull,
    DroppedSize,
    Truncated,
    Refused,
    SerialiseErrors,
    LogTcp,
    LogStderr,
    LogDropped,
    Resent,
    Reconnects,
}

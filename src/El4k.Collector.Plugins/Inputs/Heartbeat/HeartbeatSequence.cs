namespace El4k.Collector.Plugins.Inputs.Heartbeat;

/// <summary>What a heartbeat carries in the field <c>clock</c>.</summary>
internal enum HeartbeatSequence
{
    /// <summary>No such field.</summary>
    None,

    /// <summary>The seconds since 1970.</summary>
    Epoch,

    /// <summary>A number that grows by one.</summary>
    Sequence,
}

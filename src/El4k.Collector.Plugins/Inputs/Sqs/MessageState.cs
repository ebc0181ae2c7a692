namespace El4k.Collector.Plugins.Inputs.Sqs;

/// <summary>What became of a message.</summary>
internal enum MessageState
{
    /// <summary>Its events are on their way.</summary>
    UnderWay,

    /// <summary>Its events are delivered: it is to be deleted.</summary>
    Delivered,

    /// <summary>Its events were given up: the queue is to have it back.</summary>
    Abandoned,
}

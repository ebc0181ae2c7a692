using El4k.Collector.Events;

namespace El4k.Collector.Plugins;

/// <summary>What a running input works with: batches to fill, a codec for each stream, and the way into the queue. Safe for all threads.</summary>
/// <remarks>
/// The input sets its own fields (such as <c>host</c>) on events that do not have them, then publishes; publishing adds what the common options
/// <c>type</c>, <c>add_field</c> and <c>tags</c> say, and counts.
/// </remarks>
public abstract class InputContext
{
    /// <summary>An empty batch; publish it or give it back by completing it.</summary>
    public abstract EventBatch RentBatch();

    /// <summary>A codec for one stream: a clone of the configured one.</summary>
    public abstract ICodec CreateCodec();

    /// <summary>Hands the batch to the queue; while the queue is full this waits, and the input reads no further. An empty batch is given back.</summary>
    /// <param name="batch">The batch; not the caller's any more, however the call ends.</param>
    /// <param name="cancellation">Ends the wait; the batch is then abandoned. Pass <c>default</c> to wait until there is room.</param>
    public abstract ValueTask PublishAsync(EventBatch batch, CancellationToken cancellation = default);

    /// <summary>Hands the batch to the queue if there is room now: for inputs that can tell their sender to come again later.</summary>
    /// <returns>False when there is none; the batch is then abandoned. It is not the caller's any more, however the call ends.</returns>
    public abstract bool TryPublish(EventBatch batch);
}

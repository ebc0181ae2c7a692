namespace El4k.Collector.Plugins.Inputs.Sqs;

/// <summary>A message between its receipt and its end.</summary>
/// <param name="id">The message's id.</param>
/// <param name="received">When it first came.</param>
internal sealed class HeldMessage(string id, DateTimeOffset received)
{
    public string Id => id;

    /// <summary>When it first came.</summary>
    public DateTimeOffset Received => received;

    /// <summary>The handle of its latest receipt: only that one is sure to delete it.</summary>
    public required string Handle { get; set; }

    /// <summary>Until when the queue hides it from others.</summary>
    public required DateTimeOffset HiddenUntil { get; set; }

    /// <summary>What became of it.</summary>
    public MessageState State { get; set; }
}

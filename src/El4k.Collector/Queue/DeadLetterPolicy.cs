namespace El4k.Collector.Queue;

/// <summary>What goes when a folder of dead letters is over its bound: Logstash's <c>dead_letter_queue.storage_policy</c>.</summary>
public enum DeadLetterPolicy
{
    /// <summary>The oldest letters.</summary>
    DropOlder,

    /// <summary>The letter that would be written.</summary>
    DropNewer,
}

namespace El4k.Collector.Events;

/// <summary>A map inside an event: names to values, in the order in which the names were added.</summary>
/// <remarks>
/// Values are <see cref="string"/>, <see cref="long"/>, <see cref="double"/>, <see cref="bool"/>, null, <see cref="Timestamp"/>,
/// <see cref="BigNumber"/>, <c>List&lt;object?&gt;</c> or another map. Belongs to its event and is used by one thread at a time.
/// </remarks>
public sealed class EventMap : OrderedDictionary<string, object?>
{
    /// <summary>Makes an empty map.</summary>
    public EventMap()
        : base(StringComparer.Ordinal)
    {
    }
}

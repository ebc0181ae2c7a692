namespace El4k.Collector.Events;

/// <summary>What is special about a field.</summary>
[Flags]
internal enum FieldFlags : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The value has been decoded from the bytes.</summary>
    Decoded = 1,

    /// <summary>The field has been removed.</summary>
    Removed = 2,

    /// <summary>Name and value stand in the source as they are to be written.</summary>
    Verbatim = 4,

    /// <summary>There is a <see cref="FieldReplacement"/>.</summary>
    Replaced = 8,

    /// <summary>The source is not the event's but <see cref="EventDefaults.Json"/>.</summary>
    Default = 16,
}

namespace El4k.Collector.Plugins.Filters.Fingerprint;

/// <summary>Makes a fingerprint of a value. Safe for all threads.</summary>
internal interface IFingerprint
{
    /// <summary>Makes it.</summary>
    /// <param name="text">The value's canonical text in UTF-8.</param>
    /// <param name="integer">The value itself, if it is a whole number of 64 bits.</param>
    /// <returns>Null if the value has none.</returns>
    object? Of(ReadOnlySpan<byte> text, long? integer);
}

namespace El4k.Collector.Plugins.Filters.Kv;

/// <summary>What is done to the letters of keys or values.</summary>
internal enum KvTransform
{
    /// <summary>All become small.</summary>
    Lowercase,

    /// <summary>All become capitals.</summary>
    Uppercase,

    /// <summary>The first becomes a capital, the others small.</summary>
    Capitalize,
}

namespace El4k.Collector.Plugins.Filters.Kv;

/// <summary>What blanks around the sign between key and value are.</summary>
internal enum KvWhitespace
{
    /// <summary>Part of the sign: they are dropped.</summary>
    Lenient,

    /// <summary>What they are elsewhere: they end a pair when they separate fields, and belong to key or value when they do not.</summary>
    Strict,
}

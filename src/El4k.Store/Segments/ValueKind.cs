namespace El4k.Store.Segments;

/// <summary>What a parsed value is, and so which column it goes to.</summary>
internal enum ValueKind : byte
{
    /// <summary>A 64-bit integer.</summary>
    Long,

    /// <summary>A double, kept in the value's bits.</summary>
    Double,

    /// <summary>0 or 1.</summary>
    Boolean,

    /// <summary>Epoch milliseconds.</summary>
    Date,

    /// <summary>Bytes of UTF-8.</summary>
    String,
}

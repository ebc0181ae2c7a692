namespace El4k.Store.Mapping;

/// <summary>How the values of a field are read from JSON and kept.</summary>
internal enum FieldType
{
    /// <summary>Text cut into terms; has a <c>TextIndex</c>, and by default a <c>keyword</c> sub-field.</summary>
    Text,

    /// <summary>A whole string.</summary>
    Keyword,

    /// <summary>A 64-bit integer. Elasticsearch's smaller integer types are kept as this one.</summary>
    Long,

    /// <summary>A 64-bit floating point number, whether the mapping says <c>float</c>, <c>double</c> or another width.</summary>
    Double,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A point in time, kept in milliseconds.</summary>
    Date,

    /// <summary>Kept in <c>_source</c> only: neither searched nor aggregated.</summary>
    Unindexed,
}

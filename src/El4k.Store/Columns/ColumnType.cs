namespace El4k.Store.Columns;

/// <summary>What the values of a column are.</summary>
internal enum ColumnType
{
    /// <summary>64-bit signed integers; a <see cref="LongColumn"/>.</summary>
    Long = 1,

    /// <summary>64-bit floating point numbers; a <see cref="DoubleColumn"/>.</summary>
    Double = 2,

    /// <summary>0 and 1; a <see cref="LongColumn"/>.</summary>
    Boolean = 3,

    /// <summary>Milliseconds since 1970-01-01 UTC; a <see cref="LongColumn"/>.</summary>
    Date = 4,

    /// <summary>Whole strings; a <see cref="KeywordColumn"/>.</summary>
    Keyword = 5,
}

namespace El4k.Collector.Plugins.Filters.Csv;

/// <summary>What <c>convert</c> makes of a value.</summary>
internal enum CsvConvertType
{
    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number with a fraction.</summary>
    Float,

    /// <summary>The beginning of a day, in the zone of this machine.</summary>
    Date,

    /// <summary>An instant; UTC where the text names no zone.</summary>
    [OptionValue("date_time")]
    DateTime,

    /// <summary>True or false.</summary>
    Boolean,
}

namespace El4k.Collector.Plugins.Filters.Dissect;

/// <summary>What <c>convert_datatype</c> makes of a value.</summary>
internal enum DissectDatatype
{
    /// <summary>A whole number of any size; a fraction is cut off.</summary>
    Int,

    /// <summary>A number with a fraction.</summary>
    Float,
}

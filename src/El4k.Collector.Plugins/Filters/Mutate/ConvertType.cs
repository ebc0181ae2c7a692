namespace El4k.Collector.Plugins.Filters.Mutate;

/// <summary>What <c>convert</c> turns a value into.</summary>
internal enum ConvertType
{
    /// <summary>A whole number; a fraction is cut off.</summary>
    Integer,

    /// <summary>A number with a fraction.</summary>
    Float,

    /// <summary>As <see cref="Integer"/>, with the dot between groups and the comma before the fraction.</summary>
    [OptionValue("integer_eu")]
    IntegerEu,

    /// <summary>As <see cref="Float"/>, with the dot between groups and the comma before the fraction.</summary>
    [OptionValue("float_eu")]
    FloatEu,

    /// <summary>Text.</summary>
    String,

    /// <summary>True or false.</summary>
    Boolean,
}

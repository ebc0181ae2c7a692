namespace El4k.Explorer.Filters;

/// <summary>What a filter asks of its field.</summary>
internal enum FilterOperator
{
    /// <summary>Equals one of the values.</summary>
    Is,

    /// <summary>Has any value.</summary>
    Exists,

    /// <summary>Is greater than the value.</summary>
    Greater,

    /// <summary>Is the value or greater.</summary>
    AtLeast,

    /// <summary>Is less than the value.</summary>
    Less,

    /// <summary>Is the value or less.</summary>
    AtMost,

    /// <summary>Lies between two values, of which one may be missing.</summary>
    Between,
}

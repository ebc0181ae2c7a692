namespace El4k.Explorer.Mapping;

/// <summary>What a person can do with a field's values; written in lower case.</summary>
public enum FieldKind
{
    /// <summary>Objects in arrays, geo shapes and whatever else the explorer only shows.</summary>
    Other,

    /// <summary>Text and keywords.</summary>
    String,

    /// <summary>Whole and decimal numbers.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Points in time.</summary>
    Date,

    /// <summary>IPv4 and IPv6 addresses.</summary>
    Ip,
}

namespace El4k.Collector.Plugins.Filters.Pii;

/// <summary>What stands between the groups of a telephone number.</summary>
[Flags]
internal enum Separators
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A blank.</summary>
    Blank = 1,

    /// <summary>A dash.</summary>
    Dash = 2,

    /// <summary>A dot.</summary>
    Dot = 4,

    /// <summary>A slash.</summary>
    Slash = 8,

    /// <summary>A bracket.</summary>
    Bracket = 16,
}

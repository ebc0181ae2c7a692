namespace El4k.Collector.Plugins.Filters.Pii;

/// <summary>What a mask leaves to see.</summary>
internal enum MaskStyle
{
    /// <summary>What helps to tell one from another and names nobody: the last four digits of a card, the domain of an address.</summary>
    Partial,

    /// <summary>Nothing, not even the length.</summary>
    Full,

    /// <summary>The kind: <c>[email]</c>.</summary>
    Label,
}

namespace El4k.Collector.Plugins.Filters.Pii;

/// <summary>What the name of a field says about its text.</summary>
[Flags]
internal enum FieldHint
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Digits alone are a telephone number.</summary>
    Phone = 1,

    /// <summary>What looks like an IPv4 address is a version.</summary>
    Version = 2,
}

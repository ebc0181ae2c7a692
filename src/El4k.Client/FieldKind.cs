namespace El4k.Client;

/// <summary>Which of its members an <see cref="El4kField"/> uses.</summary>
internal enum FieldKind : byte
{
    /// <summary>Nothing is written.</summary>
    None,
    Text,
    Integer,
    Real,
    Boolean,
}

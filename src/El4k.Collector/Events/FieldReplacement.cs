namespace El4k.Collector.Events;

/// <summary>What stands in the place of a field's slices of the source, or beside them. The same place in <see cref="EntryList"/> has the field.</summary>
internal struct FieldReplacement
{
    /// <summary>The name, when it is not the slice of the source.</summary>
    public byte[]? Name;

    /// <summary>The bytes the value lies in, when they are not the source.</summary>
    public byte[]? Buffer;

    /// <summary>The decoded value: the truth when the kind is <see cref="FieldKind.Value"/>, else a copy once asked for.</summary>
    public object? Value;
}

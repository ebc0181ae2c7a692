using System.Runtime.InteropServices;

namespace El4k.Collector.Events;

/// <summary>One top-level field of an event: slices of the event's bytes, or what has replaced them.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct FieldEntry
{
    /// <summary>The name, when it is not the slice of the source.</summary>
    public byte[]? Name;

    /// <summary>Where the name begins in the source, after its quote.</summary>
    public int NameOffset;

    /// <summary>The length of the name in bytes, unescaped.</summary>
    public int NameLength;

    /// <summary>The bytes the value lies in, when they are not the source.</summary>
    public byte[]? Buffer;

    /// <summary>Where the value begins: for JSON with its quote or bracket.</summary>
    public int ValueOffset;

    /// <summary>The length of the value in bytes.</summary>
    public int ValueLength;

    /// <summary>The decoded value: the truth when the kind is <see cref="FieldKind.Value"/>, else a copy once asked for.</summary>
    public object? Value;

    /// <summary>What the value is and where it lies.</summary>
    public FieldKind Kind;

    /// <summary>Whether <see cref="Value"/> has been decoded from the bytes.</summary>
    public bool IsDecoded;

    /// <summary>Whether the field has been removed; its slot is not used again.</summary>
    public bool IsRemoved;

    /// <summary>Whether name and value stand in the source as <c>"name":value</c> and can be copied from there.</summary>
    public bool IsVerbatim;
}

using System.Runtime.InteropServices;

namespace El4k.Collector.Events;

/// <summary>One top-level field of an event: slices of the event's bytes, or where to find what has replaced them.</summary>
/// <remarks>
/// Kept to 16 bytes without references, as thousands of events wait between an input and an output: their entries are what the processor's caches have to hold.
/// What few fields have is in <see cref="FieldReplacement"/>.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
internal struct FieldEntry
{
    /// <summary>The longest name that is a slice of the source; a longer one is a replacement.</summary>
    public const int MaxSlicedName = ushort.MaxValue;

    /// <summary>Where the name begins in the source, after its quote.</summary>
    public int NameOffset;

    /// <summary>Where the value begins: for JSON with its quote or bracket.</summary>
    public int ValueOffset;

    /// <summary>The length of the value in bytes.</summary>
    public int ValueLength;

    /// <summary>The length of the name in bytes, where it is a slice.</summary>
    public ushort NameLength;

    /// <summary>What the value is and where it lies.</summary>
    public FieldKind Kind;

    /// <summary>What is special about the field.</summary>
    public FieldFlags Flags;

    /// <summary>Whether the value has been decoded from the bytes.</summary>
    public bool IsDecoded
    {
        readonly get => Has(FieldFlags.Decoded);
        set => Set(FieldFlags.Decoded, value);
    }

    /// <summary>Whether the field has been removed; its slot is not used again.</summary>
    public bool IsRemoved
    {
        readonly get => Has(FieldFlags.Removed);
        set => Set(FieldFlags.Removed, value);
    }

    /// <summary>Whether name and value stand in the source as <c>"name":value</c> and can be copied from there.</summary>
    public bool IsVerbatim
    {
        readonly get => Has(FieldFlags.Verbatim);
        set => Set(FieldFlags.Verbatim, value);
    }

    /// <summary>Whether the field has a <see cref="FieldReplacement"/>.</summary>
    public readonly bool IsReplaced => Has(FieldFlags.Replaced);

    private readonly bool Has(FieldFlags flag) => (Flags & flag) != 0;

    private void Set(FieldFlags flag, bool value) => Flags = value ? Flags | flag : Flags & ~flag;
}

using System.Runtime.InteropServices;

namespace El4k.Client.Metrics;

/// <summary>A position with a cache line to itself, so that readers and writers do not slow each other down.</summary>
[StructLayout(LayoutKind.Explicit, Size = 192)]
internal struct PaddedPosition
{
    [FieldOffset(64)]
    public long Value;
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace El4k.Collector.Plugins.Filters.Pii;

/// <summary>What a text has that personal data cannot do without: counted a vector at a time, so that most texts are dismissed after a few instructions.</summary>
/// <param name="Digits">How many digits.</param>
/// <param name="Colons">How many colons.</param>
/// <param name="HasAt">Whether there is an at sign.</param>
internal readonly record struct TextClues(int Digits, int Colons, bool HasAt)
{
    /// <summary>Counts.</summary>
    public static TextClues Of(ReadOnlySpan<byte> text)
    {
        var digits = 0;
        var colons = 0;
        var ats = 0u;
        var i = 0;
        ref var start = ref MemoryMarshal.GetReference(text);
        for (; i <= text.Length - Vector256<byte>.Count; i += Vector256<byte>.Count)
        {
            var bytes = Vector256.LoadUnsafe(ref start, (nuint)i);
            digits += BitOperations.PopCount(Vector256.LessThan(bytes - Vector256.Create((byte)'0'), Vector256.Create((byte)10)).ExtractMostSignificantBits());
            colons += BitOperations.PopCount(Vector256.Equals(bytes, Vector256.Create((byte)':')).ExtractMostSignificantBits());
            ats |= Vector256.Equals(bytes, Vector256.Create((byte)'@')).ExtractMostSignificantBits();
        }

        for (; i <= text.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            var bytes = Vector128.LoadUnsafe(ref start, (nuint)i);
            digits += BitOperations.PopCount(Vector128.LessThan(bytes - Vector128.Create((byte)'0'), Vector128.Create((byte)10)).ExtractMostSignificantBits());
            colons += BitOperations.PopCount(Vector128.Equals(bytes, Vector128.Create((byte)':')).ExtractMostSignificantBits());
            ats |= Vector128.Equals(bytes, Vector128.Create((byte)'@')).ExtractMostSignificantBits();
        }

        for (; i < text.Length; i++)
        {
            var value = Unsafe.Add(ref start, i);
            digits += Ascii.IsDigit(value) ? 1 : 0;
            colons += value == ':' ? 1 : 0;
            ats |= value == '@' ? 1u : 0;
        }

        return new TextClues(digits, colons, ats != 0);
    }
}

using System.Runtime.CompilerServices;

namespace El4k.Collector.Plugins.Filters.Pii;

/// <summary>What the bytes beside a candidate are. Bytes from 0x80 on count as letters: they are parts of such in UTF-8.</summary>
internal static class Ascii
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsDigit(byte value) => (uint)(value - '0') <= 9;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsUpper(byte value) => (uint)(value - 'A') <= 25;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsLetter(byte value) => (uint)((value | 0x20) - 'a') <= 25 || value >= 0x80;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsLetterOrDigit(byte value) => IsLetter(value) || IsDigit(value);

    /// <summary>Whether a number or word begins here: nothing before belongs to it.</summary>
    public static bool BeginsWord(ReadOnlySpan<byte> text, int at) => at == 0 || !(IsLetterOrDigit(text[at - 1]) || text[at - 1] == '_');

    /// <summary>Whether a number or word ends before this index.</summary>
    public static bool EndsWord(ReadOnlySpan<byte> text, int at) => at == text.Length || !(IsLetterOrDigit(text[at]) || text[at] == '_');

    /// <summary>How many digits there are from an index on, one after the other.</summary>
    public static int DigitsAt(ReadOnlySpan<byte> text, int at)
    {
        var end = at;
        while (end < text.Length && IsDigit(text[end]))
        {
            end++;
        }

        return end - at;
    }
}

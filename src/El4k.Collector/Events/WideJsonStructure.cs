using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Text.Unicode;

namespace El4k.Collector.Events;

/// <summary>What <see cref="JsonStructure"/> does, on processors that compare 64 bytes at once, and that turn bits into places without a loop over them.</summary>
internal static class WideJsonStructure
{
    private const int Block = 64;

    /// <summary>Whether this processor can do it.</summary>
    public static bool IsSupported { get; } = Vector512.IsHardwareAccelerated && Avx512Vbmi2.IsSupported && Avx512BW.IsSupported && Pclmulqdq.IsSupported;

    /// <inheritdoc cref="JsonStructure.TryFind"/>
    /// <remarks>Compiled for this processor at the first call, and then at once as well as can be: code made ahead of time does not know these instructions.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryFind(byte[] source, int offset, int length, Span<int> places, Span<ulong> escapes, out int count)
    {
        ReadOnlySpan<byte> text = source.AsSpan(offset, length);
        ArgumentOutOfRangeException.ThrowIfLessThan(places.Length, JsonStructure.RoomFor(length));
        ArgumentOutOfRangeException.ThrowIfLessThan(escapes.Length, EscapeBits.RoomFor(length));
        ref int place = ref MemoryMarshal.GetReference(places);
        ref ulong escapeBits = ref MemoryMarshal.GetReference(escapes);
        ref byte first = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(source), offset);

        // The last block is read from a copy where it would reach beyond the array.
        Span<byte> tail = stackalloc byte[Block];
        int last = (length - 1) & -Block;
        int copied = offset + last + Block > source.Length ? last : -1;
        if (copied >= 0)
        {
            text[last..].CopyTo(tail);
        }

        // Nothing is called in this loop: all vectors would be kept on the stack for that, across the edge of a cache line more often than not.
        ulong isEscaped = 0;
        ulong openString = 0;
        ulong openWord = 0;
        ulong beyondAscii = 0;
        ulong wrong = 0;
        ulong anyEscaped = 0;
        int found = 0;
        for (int at = 0; at < length; at += Block)
        {
            ulong valid = ulong.MaxValue >> Math.Max(0, at + Block - length);
            Vector512<byte> piece = Vector512.LoadUnsafe(ref at == copied ? ref MemoryMarshal.GetReference(tail) : ref Unsafe.Add(ref first, at));
            beyondAscii |= piece.ExtractMostSignificantBits();
            ulong backslashes = Vector512.Equals(piece, Vector512.Create((byte)'\\')).ExtractMostSignificantBits() & valid;
            ulong quotes = Vector512.Equals(piece, Vector512.Create((byte)'"')).ExtractMostSignificantBits() & valid;
            ulong escaped = 0;
            if ((backslashes | isEscaped) != 0)
            {
                escaped = JsonStructure.Escaped(backslashes, ref isEscaped);
                anyEscaped |= escaped;
                quotes &= ~escaped;
            }

            Unsafe.Add(ref escapeBits, at / Block) = escaped;
            ulong inString = Parity(quotes) ^ openString;
            openString = (ulong)((long)inString >> 63);
            ulong controls = Vector512.LessThan(piece, Vector512.Create((byte)' ')).ExtractMostSignificantBits() & valid;
            if (controls != 0)
            {
                wrong |= controls & (inString | ~Blanks(piece));
            }

            // { and [, and } and ], differ in one bit.
            Vector512<byte> folded = piece | Vector512.Create((byte)0x20);
            ulong marks = Vector512.Equals(folded, Vector512.Create((byte)'{')).ExtractMostSignificantBits()
                | Vector512.Equals(folded, Vector512.Create((byte)'}')).ExtractMostSignificantBits()
                | Vector512.Equals(piece, Vector512.Create((byte)':')).ExtractMostSignificantBits()
                | Vector512.Equals(piece, Vector512.Create((byte)',')).ExtractMostSignificantBits();
            ulong blanks = Vector512.Equals(piece, Vector512.Create((byte)' ')).ExtractMostSignificantBits();
            ulong words = valid & ~(marks | quotes | inString | controls | blanks);
            ulong wordStarts = words & ~((words << 1) | openWord);
            openWord = words >> 63;
            found = Append(ref place, found, at, (marks & ~inString & valid) | quotes | wordStarts);
        }

        JsonStructure.Guard(places, found);
        count = found;
        return (openString | wrong) == 0
            && (anyEscaped == 0 || JsonStructure.AreEscapesValid(text, escapes))
            && (beyondAscii == 0 || Utf8.IsValid(text));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Blanks(Vector512<byte> piece) =>
        Vector512.Equals(piece, Vector512.Create((byte)'\n')).ExtractMostSignificantBits()
        | Vector512.Equals(piece, Vector512.Create((byte)'\r')).ExtractMostSignificantBits()
        | Vector512.Equals(piece, Vector512.Create((byte)'\t')).ExtractMostSignificantBits();

    // Bit n is the parity of the bits 0 to n: a product without carries by all ones.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Parity(ulong bits) =>
        Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(bits), Vector128<ulong>.AllBitsSet, 0).ToScalar();

    // 16 places are written whether they are there or not, and more only where there are more.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Append(ref int place, int count, int at, ulong bits)
    {
        Vector512<byte> chosen = Avx512Vbmi2.Compress(Vector512<byte>.Zero, Spread(bits), Vector512.Create(
            (byte)0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
            32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63));
        int added = BitOperations.PopCount(bits);
        ref int next = ref Unsafe.Add(ref place, count);
        Vector512<int> start = Vector512.Create(at);
        (Avx512F.ConvertToVector512Int32(chosen.GetLower().GetLower()) + start).StoreUnsafe(ref next);
        if (added > 16)
        {
            (Avx512F.ConvertToVector512Int32(chosen.GetLower().GetUpper()) + start).StoreUnsafe(ref next, 16);
            if (added > 32)
            {
                (Avx512F.ConvertToVector512Int32(chosen.GetUpper().GetLower()) + start).StoreUnsafe(ref next, 32);
                (Avx512F.ConvertToVector512Int32(chosen.GetUpper().GetUpper()) + start).StoreUnsafe(ref next, 48);
            }
        }

        return count + added;
    }

    // A byte of ones for each bit: each byte of the bits is spread over eight, and each of these keeps its own bit.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Spread(ulong bits)
    {
        Vector512<byte> own = Vector512.Create(0x8040_2010_0804_0201UL).AsByte();
        Vector512<byte> spread = Avx512BW.Shuffle(Vector512.Create(bits).AsByte(), Vector512.Create(
            0x0000_0000_0000_0000UL, 0x0101_0101_0101_0101UL, 0x0202_0202_0202_0202UL, 0x0303_0303_0303_0303UL,
            0x0404_0404_0404_0404UL, 0x0505_0505_0505_0505UL, 0x0606_0606_0606_0606UL, 0x0707_0707_0707_0707UL).AsByte());
        return Vector512.Equals(spread & own, own);
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;

namespace El4k.Collector.Events;

/// <summary>Finds the places in JSON text where something begins or ends: the first of two passes, 64 bytes at a time and almost without branches.</summary>
/// <remarks>
/// The method is that of simdjson (Langdale and Lemire, 2019). What a place means is for <see cref="JsonFieldIndexer"/>; refused here is what concerns single bytes: text that
/// is not UTF-8, strings without end, control characters where none may stand, and wrong escapes.
/// </remarks>
internal static class JsonStructure
{
    private const int Block = 64;
    private const ulong EvenBits = 0x5555_5555_5555_5555;

    // Written after the last place: each is the place of the first byte, which no grammar allows where a reader then is, so that it needs no check against the end.
    private const int Guards = 8;

    private static readonly bool _isWide = WideJsonStructure.IsSupported;

    /// <summary>The room that the places of a text need.</summary>
    public static int RoomFor(int textLength) => textLength + Block + Guards;

    /// <summary>Finds each quote that is not escaped, each bracket, colon and comma outside of strings, and the first byte of each number or word.</summary>
    /// <param name="source">Holds the text; the bytes behind the text are read, too, where there are some, but do not count.</param>
    /// <param name="offset">Where the text begins.</param>
    /// <param name="length">How long it is.</param>
    /// <param name="places">At least <see cref="RoomFor"/> long; what lies behind the places found is overwritten. The places that follow the last lead back to the first.</param>
    /// <param name="escapes">At least <see cref="EscapeBits.RoomFor"/> long; gets a bit for each byte of the text, set for the one after a backslash.</param>
    /// <param name="count">How many places there are.</param>
    /// <returns>False when the text is no JSON. Otherwise each opening quote is followed by its closing one.</returns>
    public static bool TryFind(byte[] source, int offset, int length, Span<int> places, Span<ulong> escapes, out int count)
    {
        if (_isWide)
        {
            return WideJsonStructure.TryFind(source, offset, length, places, escapes, out count);
        }

        return TryFindNarrow(source, offset, length, places, escapes, out count);
    }

    /// <inheritdoc cref="TryFind"/>
    internal static bool TryFindNarrow(byte[] source, int offset, int length, Span<int> places, Span<ulong> escapes, out int count)
    {
        ReadOnlySpan<byte> text = source.AsSpan(offset, length);
        ArgumentOutOfRangeException.ThrowIfLessThan(places.Length, RoomFor(length));
        ref int place = ref MemoryMarshal.GetReference(places);
        Span<byte> tail = stackalloc byte[Block];
        var state = default(State);
        Vector256<byte> all = default;
        count = 0;
        for (int at = 0; at < length; at += Block)
        {
            ulong valid = ulong.MaxValue >> Math.Max(0, at + Block - length);
            ref byte first = ref source[0];
            Vector256<byte> low;
            Vector256<byte> high;
            if (offset + at + Block <= source.Length)
            {
                low = Vector256.LoadUnsafe(ref first, (nuint)(offset + at));
                high = Vector256.LoadUnsafe(ref first, (nuint)(offset + at + Vector256<byte>.Count));
            }
            else
            {
                text[at..].CopyTo(tail);
                low = Vector256.Create<byte>(tail);
                high = Vector256.Create<byte>(tail[Vector256<byte>.Count..]);
            }

            all |= low | high;
            ulong backslashes = Matches(low, high, (byte)'\\') & valid;
            ulong quotes = Matches(low, high, (byte)'"') & valid;
            ulong escaped = 0;
            if ((backslashes | state.IsEscaped) != 0)
            {
                escaped = Escaped(backslashes, ref state.IsEscaped);
                if (!AreEscapesValid(text, at, escaped))
                {
                    return false;
                }

                quotes &= ~escaped;
            }

            escapes[at / Block] = escaped;

            // A bit for each byte from an opening quote to the one before its closing quote.
            ulong inString = ParityOfLower(quotes) ^ state.InString;
            state.InString = (ulong)((long)inString >> 63);
            ulong controls = Controls(low, high) & valid;
            if (controls != 0 && ((controls & inString) != 0 || !AreBlank(text, at, controls)))
            {
                return false;
            }

            ulong marks = Marks(low) | ((ulong)Marks(high) << 32);
            ulong words = valid & ~(marks | quotes | inString | controls | Matches(low, high, (byte)' '));
            ulong wordStarts = words & ~((words << 1) | state.InWord);
            state.InWord = words >> 63;
            count = Append(ref place, count, at, (marks & ~inString & valid) | quotes | wordStarts);
        }

        Guard(places, count);
        return state.InString == 0 && (all.ExtractMostSignificantBits() == 0 || Utf8.IsValid(text));
    }

    /// <summary>Lets the places behind the last lead back to the first.</summary>
    internal static void Guard(Span<int> places, int count)
    {
        int first = count > 0 ? places[0] : 0;
        Vector256.Create(first).StoreUnsafe(ref places[count]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Matches(Vector256<byte> low, Vector256<byte> high, byte value) =>
        Vector256.Equals(low, Vector256.Create(value)).ExtractMostSignificantBits()
        | ((ulong)Vector256.Equals(high, Vector256.Create(value)).ExtractMostSignificantBits() << 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Controls(Vector256<byte> low, Vector256<byte> high) =>
        Vector256.LessThan(low, Vector256.Create((byte)' ')).ExtractMostSignificantBits()
        | ((ulong)Vector256.LessThan(high, Vector256.Create((byte)' ')).ExtractMostSignificantBits() << 32);

    // { and [, and } and ], differ in one bit.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Marks(Vector256<byte> piece)
    {
        Vector256<byte> folded = piece | Vector256.Create((byte)0x20);
        return (Vector256.Equals(folded, Vector256.Create((byte)'{'))
            | Vector256.Equals(folded, Vector256.Create((byte)'}'))
            | Vector256.Equals(piece, Vector256.Create((byte)':'))
            | Vector256.Equals(piece, Vector256.Create((byte)','))).ExtractMostSignificantBits();
    }

    // Bit n is the parity of the bits 0 to n.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong ParityOfLower(ulong bits)
    {
        bits ^= bits << 1;
        bits ^= bits << 2;
        bits ^= bits << 4;
        bits ^= bits << 8;
        bits ^= bits << 16;
        return bits ^ (bits << 32);
    }

    // The bytes that follow a backslash which is not itself escaped. Runs of backslashes are told apart by where they begin: adding a run to its own start carries to its end.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Escaped(ulong backslashes, ref ulong isFirstEscaped)
    {
        backslashes &= ~isFirstEscaped;
        ulong following = (backslashes << 1) | isFirstEscaped;
        ulong oddStarts = backslashes & ~EvenBits & ~following;
        ulong sum = oddStarts + backslashes;
        isFirstEscaped = sum < oddStarts ? 1UL : 0;
        return (EvenBits ^ (sum << 1)) & following;
    }

    /// <summary>Whether all escapes of a text are ones that JSON has.</summary>
    internal static bool AreEscapesValid(ReadOnlySpan<byte> text, ReadOnlySpan<ulong> escapes)
    {
        for (int at = 0; at < text.Length; at += Block)
        {
            if (!AreEscapesValid(text, at, escapes[at / Block]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreEscapesValid(ReadOnlySpan<byte> text, int at, ulong escaped)
    {
        for (; escaped != 0; escaped &= escaped - 1)
        {
            int index = at + BitOperations.TrailingZeroCount(escaped);
            if (index >= text.Length)
            {
                return false;
            }

            switch (text[index])
            {
                case (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t':
                    continue;
                case (byte)'u' when text.Length - index > 4 && AreHexDigits(text.Slice(index + 1, 4)):
                    continue;
                default:
                    return false;
            }
        }

        return true;
    }

    private static bool AreHexDigits(ReadOnlySpan<byte> digits)
    {
        foreach (byte digit in digits)
        {
            if (!char.IsAsciiHexDigit((char)digit))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreBlank(ReadOnlySpan<byte> text, int at, ulong controls)
    {
        for (; controls != 0; controls &= controls - 1)
        {
            if (text[at + BitOperations.TrailingZeroCount(controls)] is not ((byte)'\n' or (byte)'\r' or (byte)'\t'))
            {
                return false;
            }
        }

        return true;
    }

    // Four at a time whether they are there or not: cheaper than asking after each.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Append(ref int place, int count, int at, ulong bits)
    {
        int end = count + BitOperations.PopCount(bits);
        ref int next = ref Unsafe.Add(ref place, count);
        while (bits != 0)
        {
            next = at + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            Unsafe.Add(ref next, 1) = at + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            Unsafe.Add(ref next, 2) = at + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            Unsafe.Add(ref next, 3) = at + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            next = ref Unsafe.Add(ref next, 4);
        }

        return end;
    }

    /// <summary>What one block leaves to the next.</summary>
    private struct State
    {
        /// <summary>1 when the block's first byte is escaped.</summary>
        public ulong IsEscaped;

        /// <summary>All ones when the block begins inside of a string.</summary>
        public ulong InString;

        /// <summary>1 when a number or word reaches into the block.</summary>
        public ulong InWord;
    }
}

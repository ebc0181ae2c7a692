using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace El4k.Collector.Events;

/// <summary>Walks over values of JSON text from place to place, as <see cref="JsonStructure"/> found them, and checks the grammar.</summary>
/// <remarks>
/// A walk may step past the last place: the ones behind it lead to the text's first byte, which must be an opening bracket. That is no name, no colon, no comma and no closing
/// bracket, so a walk that has gone too far is refused within a few steps, and no step needs a check.
/// </remarks>
internal readonly ref struct JsonGrammar
{
    private readonly ref byte _text;
    private readonly ref int _places;
    private readonly int _length;

    /// <param name="text">The text; its first place holds an opening bracket.</param>
    /// <param name="places">Its places, with those behind the last.</param>
    public JsonGrammar(ReadOnlySpan<byte> text, ReadOnlySpan<int> places)
    {
        _text = ref MemoryMarshal.GetReference(text);
        _places = ref MemoryMarshal.GetReference(places);
        _length = text.Length;
    }

    /// <summary>Where in the text a place is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Place(int index) => Unsafe.Add(ref _places, index);

    /// <summary>The byte at a place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte ByteAt(int index) => Unsafe.Add(ref _text, Unsafe.Add(ref _places, index));

    /// <summary>Goes past any value.</summary>
    /// <param name="at">Its first place.</param>
    /// <param name="depth">How many containers are open within the object that is indexed.</param>
    /// <param name="kind">What it is; strings are not looked into, so that each is <see cref="FieldKind.PlainString"/>.</param>
    /// <param name="end">The index in the text after its last byte.</param>
    /// <returns>The place after the value, or -1 when it is none.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int SkipValue(int at, int depth, out FieldKind kind, out int end)
    {
        byte first = ByteAt(at);
        if (first == '"')
        {
            kind = FieldKind.PlainString;
            end = Place(at + 1) + 1;
            return at + 2;
        }

        if ((first | 0x20) == '{')
        {
            kind = first == '{' ? FieldKind.Object : FieldKind.Array;
            int next = first == '{' ? SkipObject(at, depth + 1) : SkipArray(at, depth + 1);
            end = next < 0 ? 0 : Place(next - 1) + 1;
            return next;
        }

        return SkipWord(at, out kind, out end);
    }

    private int SkipObject(int at, int depth)
    {
        if (depth >= JsonValue.MaxDepth)
        {
            return -1;
        }

        at++;
        if (ByteAt(at) == '}')
        {
            return at + 1;
        }

        while (true)
        {
            if (ByteAt(at) != '"' || ByteAt(at + 2) != ':')
            {
                return -1;
            }

            at = SkipValue(at + 3, depth, out _, out _);
            if (at < 0)
            {
                return -1;
            }

            byte mark = ByteAt(at++);
            if (mark != ',')
            {
                return mark == '}' ? at : -1;
            }
        }
    }

    private int SkipArray(int at, int depth)
    {
        if (depth >= JsonValue.MaxDepth)
        {
            return -1;
        }

        at++;
        if (ByteAt(at) == ']')
        {
            return at + 1;
        }

        while (true)
        {
            at = SkipValue(at, depth, out _, out _);
            if (at < 0)
            {
                return -1;
            }

            byte mark = ByteAt(at++);
            if (mark != ',')
            {
                return mark == ']' ? at : -1;
            }
        }
    }

    // A number, true, false or null: up to the next place, but for blanks before it.
    private int SkipWord(int at, out FieldKind kind, out int end)
    {
        int start = Place(at);
        end = Place(at + 1);
        while (end > start && Unsafe.Add(ref _text, end - 1) <= ' ')
        {
            end--;
        }

        int length = end - start;
        if (length <= 0)
        {
            kind = default;
            return -1;
        }

        ref byte first = ref Unsafe.Add(ref _text, start);
        kind = first switch
        {
            (byte)'t' => FieldKind.True,
            (byte)'f' => FieldKind.False,
            (byte)'n' => FieldKind.Null,
            _ => FieldKind.Number,
        };
        if (kind == FieldKind.Number && IsShortWhole(start, length))
        {
            return at + 1;
        }

        ReadOnlySpan<byte> text = MemoryMarshal.CreateReadOnlySpan(ref first, length);
        bool isWord = kind switch
        {
            FieldKind.True => text.SequenceEqual("true"u8),
            FieldKind.False => text.SequenceEqual("false"u8),
            FieldKind.Null => text.SequenceEqual("null"u8),
            _ => IsNumber(text),
        };
        return isWord ? at + 1 : -1;
    }

    // Most numbers: up to 16 digits without a sign, looked at together. The rest, and those at the very end of the text, are looked at one by one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsShortWhole(int start, int length)
    {
        if (length > Vector128<byte>.Count || start > _length - Vector128<byte>.Count)
        {
            return false;
        }

        Vector128<byte> digits = Vector128.LoadUnsafe(ref _text, (nuint)start);
        uint wrong = Vector128.GreaterThan(digits - Vector128.Create((byte)'0'), Vector128.Create((byte)9)).ExtractMostSignificantBits();
        return (wrong & ((1u << length) - 1)) == 0 && (length == 1 || digits.ToScalar() != '0');
    }

    private static bool IsNumber(ReadOnlySpan<byte> text)
    {
        int at = text[0] == '-' ? 1 : 0;
        int whole = SkipDigits(text, at);
        if (whole == at || (whole > at + 1 && text[at] == '0'))
        {
            return false;
        }

        at = whole;
        if (at < text.Length && text[at] == '.')
        {
            int fraction = SkipDigits(text, at + 1);
            if (fraction == at + 1)
            {
                return false;
            }

            at = fraction;
        }

        if (at < text.Length && (text[at] | 0x20) == 'e')
        {
            at++;
            at += at < text.Length && text[at] is (byte)'+' or (byte)'-' ? 1 : 0;
            int exponent = SkipDigits(text, at);
            if (exponent == at)
            {
                return false;
            }

            at = exponent;
        }

        return at == text.Length;
    }

    private static int SkipDigits(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit((char)text[at]))
        {
            at++;
        }

        return at;
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace El4k.Collector.Events;

/// <summary>Walks over JSON text and checks its grammar (RFC 8259) without decoding anything. The text must be valid UTF-8.</summary>
/// <remarks>
/// It accepts and refuses what <see cref="System.Text.Json.Utf8JsonReader"/> does, which a test holds, at a third of its cost and without an exception for
/// text that is none. A method that returns false leaves the position anywhere.
/// </remarks>
internal ref struct JsonScanner(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _depth;

    /// <summary>The index of the byte that is looked at next.</summary>
    public int Position { get; private set; }

    /// <summary>Whether the whole text has been walked over.</summary>
    public readonly bool IsAtEnd => Position == _text.Length;

    /// <summary>Goes on to the next byte that is not blank.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SkipBlank()
    {
        // Most JSON of programs has no blanks at all.
        if (Position < _text.Length && _text[Position] <= ' ')
        {
            SkipBlanks();
        }
    }

    /// <summary>Goes past this byte, if it is the next one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTake(byte expected)
    {
        if (Position >= _text.Length || _text[Position] != expected)
        {
            return false;
        }

        Position++;
        return true;
    }

    /// <summary>Goes past a string with its quotes.</summary>
    /// <param name="isEscaped">Whether there are escapes in it.</param>
    public bool TrySkipString(out bool isEscaped)
    {
        isEscaped = false;
        if (!TryTake((byte)'"'))
        {
            return false;
        }

        while (true)
        {
            int at = IndexOfStringMark(Position);
            if (at >= _text.Length)
            {
                return false;
            }

            Position = at + 1;
            if (_text[at] == '"')
            {
                return true;
            }

            isEscaped = true;
            if (_text[at] != '\\' || !TrySkipEscape())
            {
                return false;
            }
        }
    }

    /// <summary>Goes past any value.</summary>
    /// <param name="kind">What it is.</param>
    public bool TrySkipValue(out FieldKind kind)
    {
        switch (Position < _text.Length ? _text[Position] : default)
        {
            case (byte)'"':
                bool isString = TrySkipString(out bool isEscaped);
                kind = isEscaped ? FieldKind.EscapedString : FieldKind.PlainString;
                return isString;
            case (byte)'{':
                kind = FieldKind.Object;
                return TrySkipObject();
            case (byte)'[':
                kind = FieldKind.Array;
                return TrySkipArray();
            case (byte)'t':
                kind = FieldKind.True;
                return TrySkipWord("true"u8);
            case (byte)'f':
                kind = FieldKind.False;
                return TrySkipWord("false"u8);
            case (byte)'n':
                kind = FieldKind.Null;
                return TrySkipWord("null"u8);
            default:
                kind = FieldKind.Number;
                return TrySkipNumber();
        }
    }

    private void SkipBlanks()
    {
        int at = Position;
        while (at < _text.Length && _text[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            at++;
        }

        Position = at;
    }

    private bool TrySkipObject()
    {
        if (++_depth >= JsonValue.MaxDepth)
        {
            return false;
        }

        Position++;
        SkipBlank();
        if (TryTake((byte)'}'))
        {
            _depth--;
            return true;
        }

        do
        {
            SkipBlank();
            if (!TrySkipString(out _))
            {
                return false;
            }

            SkipBlank();
            if (!TryTake((byte)':'))
            {
                return false;
            }

            SkipBlank();
            if (!TrySkipValue(out _))
            {
                return false;
            }

            SkipBlank();
        }
        while (TryTake((byte)','));
        _depth--;
        return TryTake((byte)'}');
    }

    private bool TrySkipArray()
    {
        if (++_depth >= JsonValue.MaxDepth)
        {
            return false;
        }

        Position++;
        SkipBlank();
        if (TryTake((byte)']'))
        {
            _depth--;
            return true;
        }

        do
        {
            SkipBlank();
            if (!TrySkipValue(out _))
            {
                return false;
            }

            SkipBlank();
        }
        while (TryTake((byte)','));
        _depth--;
        return TryTake((byte)']');
    }

    private bool TrySkipWord(ReadOnlySpan<byte> word)
    {
        bool isWord = _text[Position..].StartsWith(word);
        Position += isWord ? word.Length : 0;
        return isWord;
    }

    private bool TrySkipNumber()
    {
        TryTake((byte)'-');
        if (!TryTake((byte)'0') && !TrySkipDigits())
        {
            return false;
        }

        if (TryTake((byte)'.') && !TrySkipDigits())
        {
            return false;
        }

        if (TryTake((byte)'e') || TryTake((byte)'E'))
        {
            _ = TryTake((byte)'+') || TryTake((byte)'-');
            return TrySkipDigits();
        }

        return true;
    }

    private bool TrySkipDigits()
    {
        int start = Position;
        int at = start;
        while (at < _text.Length && char.IsAsciiDigit((char)_text[at]))
        {
            at++;
        }

        Position = at;
        return at > start;
    }

    // After the backslash.
    private bool TrySkipEscape()
    {
        if (IsAtEnd)
        {
            return false;
        }

        switch (_text[Position++])
        {
            case (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t':
                return true;
            case (byte)'u' when _text.Length - Position >= 4:
                ReadOnlySpan<byte> digits = _text.Slice(Position, 4);
                Position += 4;
                return char.IsAsciiHexDigit((char)digits[0]) && char.IsAsciiHexDigit((char)digits[1])
                    && char.IsAsciiHexDigit((char)digits[2]) && char.IsAsciiHexDigit((char)digits[3]);
            default:
                return false;
        }
    }

    // The first quote, backslash or control character; written out because most strings of an event are shorter than a call to a general search.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int IndexOfStringMark(int at)
    {
        ref byte first = ref MemoryMarshal.GetReference(_text);
        for (; at + Vector128<byte>.Count <= _text.Length; at += Vector128<byte>.Count)
        {
            Vector128<byte> piece = Vector128.LoadUnsafe(ref first, (nuint)at);
            Vector128<byte> marks = Vector128.Equals(piece, Vector128.Create((byte)'"'))
                | Vector128.Equals(piece, Vector128.Create((byte)'\\'))
                | Vector128.LessThanOrEqual(piece, Vector128.Create((byte)0x1F));
            uint found = marks.ExtractMostSignificantBits();
            if (found != 0)
            {
                return at + BitOperations.TrailingZeroCount(found);
            }
        }

        while (at < _text.Length && _text[at] is not ((byte)'"' or (byte)'\\' or <= 0x1F))
        {
            at++;
        }

        return at;
    }
}

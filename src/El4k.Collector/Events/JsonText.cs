using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace El4k.Collector.Events;

/// <summary>Escapes and unescapes JSON strings as UTF-8, without a writer object per call.</summary>
internal static class JsonText
{
    private static readonly SearchValues<byte> MustEscape = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(i => (byte)i), (byte)'"', (byte)'\\']);

    /// <summary>Writes quoted, escaped text from valid UTF-8.</summary>
    public static void WriteString(ReadOnlySpan<byte> utf8, IBufferWriter<byte> output)
    {
        output.Write("\""u8);
        while (true)
        {
            int at = utf8.IndexOfAny(MustEscape);
            if (at < 0)
            {
                output.Write(utf8);
                break;
            }

            output.Write(utf8[..at]);
            WriteEscape(utf8[at], output);
            utf8 = utf8[(at + 1)..];
        }

        output.Write("\""u8);
    }

    /// <inheritdoc cref="WriteString(ReadOnlySpan{byte}, IBufferWriter{byte})"/>
    public static void WriteString(ReadOnlySpan<byte> utf8, ref SpanOutput output)
    {
        if (utf8.ContainsAny(MustEscape))
        {
            WriteString(utf8, output.Flush());
            return;
        }

        output.Write("\""u8);
        output.Write(utf8);
        output.Write("\""u8);
    }

    /// <summary>Writes quoted, escaped text; a lone surrogate becomes U+FFFD.</summary>
    public static void WriteString(string text, IBufferWriter<byte> output)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        int length = Encoding.UTF8.GetBytes(text, rented);
        WriteString(rented.AsSpan(0, length), output);
        ArrayPool<byte>.Shared.Return(rented);
    }

    /// <summary>Writes text as it is, in UTF-8; a lone surrogate becomes U+FFFD.</summary>
    public static void WriteRaw(ReadOnlySpan<char> text, IBufferWriter<byte> output)
    {
        while (text.Length > 0)
        {
            ReadOnlySpan<char> part = text.Length <= 4096 ? text : text[..4096];
            if (part.Length < text.Length && char.IsHighSurrogate(part[^1]))
            {
                part = part[..^1];
            }

            Span<byte> room = output.GetSpan(Encoding.UTF8.GetMaxByteCount(part.Length));
            output.Advance(Encoding.UTF8.GetBytes(part, room));
            text = text[part.Length..];
        }
    }

    /// <summary>Unescapes the inside of a valid JSON string; the result is never longer. A lone surrogate becomes U+FFFD.</summary>
    /// <returns>The number of bytes written.</returns>
    public static int Unescape(ReadOnlySpan<byte> escaped, Span<byte> destination)
    {
        int written = 0;
        while (true)
        {
            int at = escaped.IndexOf((byte)'\\');
            if (at < 0)
            {
                escaped.CopyTo(destination[written..]);
                return written + escaped.Length;
            }

            escaped[..at].CopyTo(destination[written..]);
            written += at;
            byte kind = escaped[at + 1];
            escaped = escaped[(at + 2)..];
            if (kind == 'u')
            {
                written += UnescapeUnicode(ref escaped).EncodeToUtf8(destination[written..]);
                continue;
            }

            destination[written++] = kind switch
            {
                (byte)'n' => (byte)'\n',
                (byte)'r' => (byte)'\r',
                (byte)'t' => (byte)'\t',
                (byte)'b' => (byte)'\b',
                (byte)'f' => (byte)'\f',
                _ => kind,
            };
        }
    }

    /// <summary>Unescapes the inside of a valid JSON string.</summary>
    public static string UnescapeToString(ReadOnlySpan<byte> escaped)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(escaped.Length);
        string text = Encoding.UTF8.GetString(rented.AsSpan(0, Unescape(escaped, rented)));
        ArrayPool<byte>.Shared.Return(rented);
        return text;
    }

    /// <summary>Makes valid UTF-8 of any bytes: a byte that is none is written as <c>\xE9</c>.</summary>
    public static byte[] Sanitize(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
        {
            return bytes.ToArray();
        }

        var output = new ArrayBufferWriter<byte>(bytes.Length + 16);
        while (bytes.Length > 0)
        {
            if (Rune.DecodeFromUtf8(bytes, out _, out int consumed) == OperationStatus.Done)
            {
                output.Write(bytes[..consumed]);
            }
            else
            {
                for (int i = 0; i < consumed; i++)
                {
                    output.Write("\\x"u8);
                    Span<byte> hex = output.GetSpan(2);
                    Utf8Formatter.TryFormat(bytes[i], hex, out _, new StandardFormat('X', 2));
                    output.Advance(2);
                }
            }

            bytes = bytes[consumed..];
        }

        return output.WrittenSpan.ToArray();
    }

    private static Rune UnescapeUnicode(ref ReadOnlySpan<byte> rest)
    {
        char first = Hex(rest);
        rest = rest[4..];
        if (char.IsHighSurrogate(first) && rest.Length >= 6 && rest[0] == '\\' && rest[1] == 'u')
        {
            char second = Hex(rest[2..]);
            if (char.IsLowSurrogate(second))
            {
                rest = rest[6..];
                return new Rune(first, second);
            }
        }

        return char.IsSurrogate(first) ? Rune.ReplacementChar : new Rune(first);
    }

    private static char Hex(ReadOnlySpan<byte> digits)
    {
        return Utf8Parser.TryParse(digits[..4], out ushort value, out _, 'x') ? (char)value : '\uFFFD';
    }

    private static void WriteEscape(byte value, IBufferWriter<byte> output)
    {
        Span<byte> room = output.GetSpan(6);
        room[0] = (byte)'\\';
        byte letter = value switch
        {
            (byte)'"' => (byte)'"',
            (byte)'\\' => (byte)'\\',
            (byte)'\n' => (byte)'n',
            (byte)'\r' => (byte)'r',
            (byte)'\t' => (byte)'t',
            (byte)'\b' => (byte)'b',
            (byte)'\f' => (byte)'f',
            _ => (byte)'u',
        };
        room[1] = letter;
        if (letter != 'u')
        {
            output.Advance(2);
            return;
        }

        Utf8Formatter.TryFormat(value, room[2..], out _, new StandardFormat('x', 4));
        output.Advance(6);
    }
}

using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace El4k.Client.Wire;

/// <summary>A growing UTF-8 buffer that JSON is written into, escaped as PHP's <c>json_encode</c> does for Monolog.</summary>
/// <remarks>
/// Slashes and non-ASCII text stay as they are; lone surrogates become U+FFFD, so that a line is always valid UTF-8.
/// Commas are set by looking at the byte before. Reused by its owner; one thread at a time.
/// </remarks>
internal sealed class JsonBuffer
{
    private const int StartBytes = 1024;

    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        string.Concat(Enumerable.Range(0, 0x20).Select(c => (char)c)) + "\"\\\u2028\u2029");

    private byte[] _bytes = new byte[StartBytes];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    /// <summary>Takes back everything written after <paramref name="length"/>.</summary>
    public void TruncateTo(int length) => Length = length;

    public void Raw(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(Reserve(utf8.Length));
        Length += utf8.Length;
    }

    public void BeginObject()
    {
        Separate();
        Raw("{"u8);
    }

    public void EndObject() => Raw("}"u8);

    public void BeginArray()
    {
        Separate();
        Raw("["u8);
    }

    public void EndArray() => Raw("]"u8);

    /// <summary>Writes a property's name; the next call writes its value.</summary>
    public void Name(ReadOnlySpan<char> name)
    {
        Text(name, WireLimits.MaxName * 4);
        Raw(":"u8);
    }

    /// <summary>Writes a string, cut to <paramref name="maxChars"/> without splitting a surrogate pair.</summary>
    public void Text(ReadOnlySpan<char> value, int maxChars = int.MaxValue)
    {
        Separate();
        Raw("\""u8);
        var rest = Cut(value, maxChars);
        while (true)
        {
            var plain = rest.IndexOfAny(Escaped);
            Transcode(plain < 0 ? rest : rest[..plain]);
            if (plain < 0)
            {
                break;
            }

            Escape(rest[plain]);
            rest = rest[(plain + 1)..];
        }

        Raw("\""u8);
    }

    public void Number(long value)
    {
        Separate();
        Utf8Formatter.TryFormat(value, Reserve(20), out var written);
        Length += written;
    }

    public void Number(ulong value)
    {
        Separate();
        Utf8Formatter.TryFormat(value, Reserve(20), out var written);
        Length += written;
    }

    /// <summary>Writes a finite number; a whole one keeps its <c>.0</c>, so that a field does not change its type.</summary>
    public void Number(double value)
    {
        if (!double.IsFinite(value))
        {
            Null();
            return;
        }

        Separate();
        var space = Reserve(32);
        value.TryFormat(space, out var written, "R", System.Globalization.CultureInfo.InvariantCulture);
        var whole = space[..written].IndexOfAny((byte)'.', (byte)'E') < 0;
        Length += written;
        if (whole)
        {
            Raw(".0"u8);
        }
    }

    public void Boolean(bool value)
    {
        Separate();
        Raw(value ? "true"u8 : "false"u8);
    }

    public void Null()
    {
        Separate();
        Raw("null"u8);
    }

    /// <summary>Gives at least <paramref name="count"/> free bytes after what is written.</summary>
    public Span<byte> Reserve(int count)
    {
        if (_bytes.Length - Length < count)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));
        }

        return _bytes.AsSpan(Length);
    }

    public void Advance(int count) => Length += count;

    private static ReadOnlySpan<char> Cut(ReadOnlySpan<char> value, int maxChars)
    {
        if (value.Length <= maxChars)
        {
            return value;
        }

        var cut = maxChars > 0 && char.IsHighSurrogate(value[maxChars - 1]) ? maxChars - 1 : maxChars;
        return value[..cut];
    }

    private void Transcode(ReadOnlySpan<char> value)
    {
        var space = Reserve(Encoding.UTF8.GetMaxByteCount(value.Length));
        Length += Encoding.UTF8.GetBytes(value, space);
    }

    private void Escape(char value)
    {
        switch (value)
        {
            case '"': Raw("\\\""u8); break;
            case '\\': Raw("\\\\"u8); break;
            case '\n': Raw("\\n"u8); break;
            case '\r': Raw("\\r"u8); break;
            case '\t': Raw("\\t"u8); break;
            case '\b': Raw("\\b"u8); break;
            case '\f': Raw("\\f"u8); break;
            case '\u2028': Raw("\\u2028"u8); break;
            case '\u2029': Raw("\\u2029"u8); break;
            default:
                Raw("\\u00"u8);
                var space = Reserve(2);
                space[0] = (byte)(value < 0x10 ? '0' : '1');
                space[1] = "0123456789abcdef"u8[value & 0xF];
                Length += 2;
                break;
        }
    }

    private void Separate()
    {
        if (Length > 0 && _bytes[Length - 1] is not ((byte)'{' or (byte)'[' or (byte)':' or (byte)'\n'))
        {
            Raw(","u8);
        }
    }
}

using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace El4k.Collector.Plugins.Filters.Urldecode;

/// <summary>Decodes <c>%C3%A9</c> in texts (RFC 3986, 2.1). A plus sign stays, and so does a percent sign without two hexadecimal digits.</summary>
internal sealed class PercentDecoder(Charset charset)
{
    // A percent sign and two digits.
    private const int EscapeLength = 3;

    /// <summary>The text without its escapes; the same object when there are none.</summary>
    /// <returns>Null when decoded bytes are no UTF-8 although they should be; other charsets have a character for every byte, if only U+FFFD.</returns>
    public string? Decode(string text)
    {
        var at = NextEscape(text, 0);
        if (at < 0)
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        var copied = 0;
        while (at >= 0)
        {
            result.Append(text, copied, at - copied);
            copied = at;
            while (IsEscape(text, copied))
            {
                copied += EscapeLength;
            }

            if (!TryAppend(text.AsSpan(at, copied - at), result))
            {
                return null;
            }

            at = NextEscape(text, copied);
        }

        return result.Append(text, copied, text.Length - copied).ToString();
    }

    private bool TryAppend(ReadOnlySpan<char> escapes, StringBuilder result)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(escapes.Length / EscapeLength);
        try
        {
            var count = 0;
            for (; !escapes.IsEmpty; escapes = escapes[EscapeLength..])
            {
                bytes[count++] = byte.Parse(escapes[1..EscapeLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            }

            var decoded = bytes.AsSpan(0, count);
            if (!charset.IsUtf8)
            {
                var utf8 = new ArrayBufferWriter<byte>();
                charset.Transcode(decoded, utf8);
                result.Append(Encoding.UTF8.GetString(utf8.WrittenSpan));
                return true;
            }

            if (!Utf8.IsValid(decoded))
            {
                return false;
            }

            result.Append(Encoding.UTF8.GetString(decoded));
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static int NextEscape(string text, int from)
    {
        for (var at = text.IndexOf('%', from); at >= 0; at = text.IndexOf('%', at + 1))
        {
            if (IsEscape(text, at))
            {
                return at;
            }
        }

        return -1;
    }

    private static bool IsEscape(string text, int at) =>
        at + 2 < text.Length && text[at] == '%' && char.IsAsciiHexDigit(text[at + 1]) && char.IsAsciiHexDigit(text[at + 2]);
}

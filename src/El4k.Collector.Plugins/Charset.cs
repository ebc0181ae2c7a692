using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace El4k.Collector.Plugins;

/// <summary>The character encoding that text is declared to have; turns it into UTF-8.</summary>
/// <remarks>Immutable. UTF-8 itself is passed on as it is: what to do with bytes that are none is the business of who reads them.</remarks>
internal sealed class Charset
{
    private static readonly EncoderFallback NoEncoding = EncoderFallback.ExceptionFallback;
    private static readonly DecoderFallback Replacement = new DecoderReplacementFallback("\uFFFD");

    private readonly Encoding? _encoding;

    private Charset(Encoding? encoding) => _encoding = encoding;

    /// <summary>UTF-8, the default everywhere.</summary>
    public static Charset Utf8 { get; } = new(null);

    /// <summary>Whether bytes are passed on unchanged.</summary>
    public bool IsUtf8 => _encoding is null;

    /// <summary>Finds a charset by the name Logstash has for it, in any case.</summary>
    /// <param name="name">Such as <c>UTF-8</c>, <c>ISO-8859-1</c>, <c>CP1252</c>, <c>Windows-1252</c>.</param>
    /// <param name="charset">The charset found.</param>
    /// <param name="error">What is wrong with the name and what is accepted.</param>
    public static bool TryGet(string name, [NotNullWhen(true)] out Charset? charset, [NotNullWhen(false)] out string? error)
    {
        charset = null;
        error = null;
        if (name.Equals("UTF-8", StringComparison.OrdinalIgnoreCase) || name.Equals("UTF8", StringComparison.OrdinalIgnoreCase))
        {
            charset = Utf8;
            return true;
        }

        if (Find(name) is not { } encoding)
        {
            error = $"the charset \"{name}\" is not known; known are UTF-8, US-ASCII, ISO-8859-1 to -15, Windows-125x (CP125x) and other code pages";
            return false;
        }

        if (encoding.GetByteCount("\n") != 1)
        {
            error = $"the charset \"{name}\" is not supported: its line breaks and brackets are not those of ASCII";
            return false;
        }

        charset = new Charset(encoding);
        return true;
    }

    /// <summary>The text in UTF-8; a byte the charset has no character for becomes U+FFFD.</summary>
    /// <param name="bytes">Text in this charset.</param>
    /// <param name="output">Where the UTF-8 goes.</param>
    public void Transcode(ReadOnlySpan<byte> bytes, IBufferWriter<byte> output)
    {
        if (_encoding is null)
        {
            output.Write(bytes);
            return;
        }

        var chars = ArrayPool<char>.Shared.Rent(_encoding.GetMaxCharCount(bytes.Length));
        var count = _encoding.GetChars(bytes, chars);
        Encoding.UTF8.GetBytes(chars.AsSpan(0, count), output);
        ArrayPool<char>.Shared.Return(chars);
    }

    private static Encoding? Find(string name)
    {
        // Ruby writes CP1252 where the IANA name is windows-1252.
        var digits = name.StartsWith("CP", StringComparison.OrdinalIgnoreCase) ? name[2..] : null;
        try
        {
            return digits is not null && int.TryParse(digits, out var page)
                ? CodePagesEncodingProvider.Instance.GetEncoding(page, NoEncoding, Replacement)
                : CodePagesEncodingProvider.Instance.GetEncoding(name, NoEncoding, Replacement) ?? Encoding.GetEncoding(name, NoEncoding, Replacement);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}

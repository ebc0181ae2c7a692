using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace El4k.Collector.Plugins;

/// <summary>The character encoding that text is declared to have; turns it into UTF-8.</summary>
/// <remarks>Immutable. UTF-8 itself is passed on as it is: what to do with bytes that are none is the business of who reads them.</remarks>
internal sealed class Charset
{
    private static readonly EncoderFallback NoEncoding = EncoderFallback.ExceptionFallback;
    private static readonly DecoderFallback Replacement = new DecoderReplacementFallback("\uFFFD");

    private static readonly Encoding BigEndian = Encoding.GetEncoding("utf-16be", NoEncoding, Replacement);

    private readonly Encoding? _encoding;

    private Charset(Encoding? encoding) => _encoding = encoding;

    private static ReadOnlySpan<byte> BigEndianMark => [0xFE, 0xFF];

    /// <summary>UTF-8, the default everywhere.</summary>
    public static Charset Utf8 { get; } = new(null);

    /// <summary>Whether bytes are passed on unchanged.</summary>
    public bool IsUtf8 => _encoding is null;

    /// <summary>Whether line ends and brackets are the bytes of ASCII, so that a stream can be cut before it is turned into UTF-8.</summary>
    public bool IsAsciiCompatible => _encoding is null || _encoding.GetBytes("\r\n{}[]\"\\,:").AsSpan().SequenceEqual("\r\n{}[]\"\\,:"u8);

    /// <summary>Finds a charset by the name Logstash has for it, in any case.</summary>
    /// <param name="name">Such as <c>UTF-8</c>, <c>ISO-8859-1</c>, <c>CP1252</c>, <c>Windows-1252</c>.</param>
    /// <param name="charset">The charset found.</param>
    /// <param name="error">What is wrong with the name and what is accepted.</param>
    public static bool TryGet(string name, [NotNullWhen(true)] out Charset? charset, [NotNullWhen(false)] out string? error)
    {
        charset = null;
        error = null;
        var known = CharsetNames.Resolve(name);
        if (known.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || known.Equals("utf8", StringComparison.OrdinalIgnoreCase) || known == "65001")
        {
            charset = Utf8;
            return true;
        }

        if (Find(known) is not { } encoding)
        {
            error = $"the charset \"{name}\" is not known; known are UTF-8, UTF-16, UTF-32, US-ASCII, ISO-8859-1 to -9, -13 and -15, Windows-125x (CP125x), IBM4xx to 8xx, Shift_JIS, EUC-JP, EUC-KR, GBK, GB18030, Big5, KOI8-R and other code pages";
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

        var encoding = _encoding is UnicodeEncoding && bytes.StartsWith(BigEndianMark) ? BigEndian : _encoding;
        var chars = ArrayPool<char>.Shared.Rent(encoding.GetMaxCharCount(bytes.Length));
        var text = chars.AsSpan(0, encoding.GetChars(bytes, chars));

        // A byte order mark says how to read the text and is none of it.
        Encoding.UTF8.GetBytes(text is ['\uFEFF', ..] ? text[1..] : text, output);
        ArrayPool<char>.Shared.Return(chars);
    }

    private static Encoding? Find(string name)
    {
        try
        {
            return int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var page)
                ? CodePagesEncodingProvider.Instance.GetEncoding(page, NoEncoding, Replacement)
                : CodePagesEncodingProvider.Instance.GetEncoding(name, NoEncoding, Replacement) ?? Encoding.GetEncoding(name, NoEncoding, Replacement);
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}

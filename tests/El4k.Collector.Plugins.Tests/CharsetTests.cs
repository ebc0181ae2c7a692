using System.Buffers;
using System.Text;

namespace El4k.Collector.Plugins.Tests;

public sealed class CharsetTests
{
    [Theory]
    [InlineData("ISO-8859-1", "E9", "é")]
    [InlineData("iso-8859-15", "A4", "€")]
    [InlineData("CP1252", "80", "€")]
    [InlineData("Windows-1252", "80", "€")]
    [InlineData("US-ASCII", "41E9", "A\uFFFD")]
    [InlineData("UTF-8", "C3A9", "é")]
    [InlineData("UTF-16LE", "E9007B00", "é{")]
    [InlineData("UTF-16BE", "00E9", "é")]
    [InlineData("UTF-16", "FFFEE900", "é")]
    [InlineData("UTF-16", "FEFF00E9", "é")]
    [InlineData("UTF-32LE", "E9000000", "é")]
    [InlineData("UCS-2BE", "00E9", "é")]
    [InlineData("BINARY", "41E9", "A\uFFFD")]
    [InlineData("ISO8859-1", "E9", "é")]
    [InlineData("ISO8859-15", "A4", "€")]
    [InlineData("IBM437", "82", "é")]
    [InlineData("CP850", "82", "é")]
    [InlineData("IBM037", "C1", "A")]
    [InlineData("Windows-31J", "82A0", "あ")]
    [InlineData("Shift_JIS", "82A0", "あ")]
    [InlineData("eucJP", "A4A2", "あ")]
    [InlineData("ISO-2022-JP", "1B2442242 21B2842", "あ")]
    [InlineData("EUC-KR", "B0A1", "가")]
    [InlineData("CP949", "B0A1", "가")]
    [InlineData("GBK", "B0A1", "啊")]
    [InlineData("GB18030", "B0A1", "啊")]
    [InlineData("Big5", "A4A4", "中")]
    [InlineData("KOI8-R", "C1", "а")]
    [InlineData("Windows-1251", "E0", "а")]
    [InlineData("TIS-620", "A1", "ก")]
    [InlineData("macRoman", "8E", "é")]
    [InlineData("CP65001", "C3A9", "é")]
    [InlineData("locale", "C3A9", "é")]
    public void Text_in_the_charset_becomes_utf8(string name, string hex, string expected)
    {
        Assert.True(Charset.TryGet(name, out var charset, out _));
        var output = new ArrayBufferWriter<byte>();
        charset.Transcode(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)), output);
        Assert.Equal(expected, Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Theory]
    [InlineData("KLINGON", "is not known")]
    [InlineData("CP99999", "is not known")]
    [InlineData("UTF-7", "is not known")]
    [InlineData("EUC-TW", "is not known")]
    public void A_charset_that_cannot_be_read_is_named(string name, string expected)
    {
        Assert.False(Charset.TryGet(name, out _, out var error));
        Assert.Contains(name, error, StringComparison.Ordinal);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UTF-16LE", false)]
    [InlineData("UTF-32BE", false)]
    [InlineData("IBM037", false)]
    [InlineData("Shift_JIS", true)]
    [InlineData("GB18030", true)]
    [InlineData("ISO-8859-1", true)]
    [InlineData("UTF-8", true)]
    public void A_stream_is_cut_into_lines_only_where_line_ends_are_those_of_ascii(string name, bool isPossible)
    {
        if (isPossible)
        {
            Assert.True(CharsetOption.Resolve(name).IsAsciiCompatible);
            return;
        }

        var refused = Assert.Throws<PluginOptionException>(() => CharsetOption.Resolve(name));
        Assert.Contains("not supported for a stream of lines", refused.Message, StringComparison.Ordinal);
    }
}

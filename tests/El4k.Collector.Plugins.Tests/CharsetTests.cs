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
    public void Text_in_the_charset_becomes_utf8(string name, string hex, string expected)
    {
        Assert.True(Charset.TryGet(name, out var charset, out _));
        var output = new ArrayBufferWriter<byte>();
        charset.Transcode(Convert.FromHexString(hex), output);
        Assert.Equal(expected, Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Theory]
    [InlineData("KLINGON", "is not known")]
    [InlineData("CP99999", "is not known")]
    [InlineData("UTF-16LE", "is not supported")]
    public void A_charset_that_cannot_be_read_is_named(string name, string expected)
    {
        Assert.False(Charset.TryGet(name, out _, out var error));
        Assert.Contains(name, error, StringComparison.Ordinal);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }
}

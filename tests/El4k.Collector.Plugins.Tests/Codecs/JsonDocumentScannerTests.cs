using System.Text;
using El4k.Collector.Plugins.Codecs;

namespace El4k.Collector.Plugins.Tests.Codecs;

public sealed class JsonDocumentScannerTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"a":"}"}""")]
    [InlineData("""{"a":"\"}","b":[{"c":"]"}]}""")]
    [InlineData("""{"a":"\\"}""")]
    [InlineData("""[{"a":1},{"b":[2]}]""")]
    public void The_end_is_the_same_whether_the_text_comes_at_once_or_byte_by_byte(string document)
    {
        var text = Encoding.UTF8.GetBytes(document + """{"next":1}""");
        var whole = new JsonDocumentScanner();
        Assert.Equal(document.Length, whole.FindEnd(text));

        var pieces = new JsonDocumentScanner();
        for (var length = 1; length < document.Length; length++)
        {
            Assert.Equal(-1, pieces.FindEnd(text.AsSpan(0, length)));
        }

        Assert.Equal(document.Length, pieces.FindEnd(text.AsSpan(0, document.Length)));
    }

    [Fact]
    public void After_an_end_the_scanner_is_ready_for_the_next_document()
    {
        var scanner = new JsonDocumentScanner();
        Assert.Equal(7, scanner.FindEnd("""{"a":1}{"b":"""u8));
        Assert.Equal(-1, scanner.FindEnd("""{"b":"""u8));
        Assert.Equal(7, scanner.FindEnd("""{"b":2}"""u8));
    }
}

using System.Globalization;
using System.Text;
using El4k.Collector.Events;
using El4k.Testing;

namespace El4k.Collector.Tests.Events;

/// <summary>Every class of text that is JSON, or nearly so, by name; and each is judged as the base library judges it.</summary>
public sealed class JsonClassesTests
{
    public static IEnumerable<object[]> Classes => CaseFile.Rows("Events/json.cases", 3);

    [Theory]
    [MemberData(nameof(Classes))]
    public void A_text_is_an_event_or_none(string where, string name, string text, string expected)
    {
        byte[] utf8 = Bytes(text);
        Assert.Equal((where, name, expected), (where, name, IsObject(utf8) ? "valid" : "invalid"));
        JsonFuzzTests.Check(utf8);

        // The same among many bytes, where whole blocks are looked at together.
        byte[] wide = [.. Encoding.UTF8.GetBytes($$"""{"{{new string('w', 70)}}":"{{new string('v', 70)}}","in":"""), .. utf8, .. "}"u8];
        JsonFuzzTests.Check(wide);
    }

    [Fact]
    public void An_object_that_is_cut_after_any_byte_is_none()
    {
        byte[] whole = Encoding.UTF8.GetBytes("""{"message":"x\"\\é\u20ac😀","n":-12.5e3,"list":[1,{"deep":[true,null]},[]],"o":{"a":"b","c":{}}}""");
        Assert.True(IsObject(whole));
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.False(IsObject(whole[..length]), $"the first {length} bytes");
            JsonFuzzTests.Check(whole[..length]);
        }
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public void Nesting_of_1000_is_read_and_of_1001_refused(string open, string close)
    {
        // The event itself is the first of the levels; innermost stands a number.
        foreach (int depth in (int[])[998, 999, 1000, 1001, 100_000])
        {
            string json = "{\"a\":" + string.Concat(Enumerable.Repeat(open, depth - 1)) + "1" + string.Concat(Enumerable.Repeat(close, depth - 1)) + "}";
            Assert.Equal(depth <= 1000, IsObject(Encoding.UTF8.GetBytes(json)));
            JsonFuzzTests.Check(Encoding.UTF8.GetBytes(json));
        }
    }

    [Theory]
    [InlineData("""{"a":"\ud800x"}""", "\uFFFDx")]
    [InlineData("""{"a":"\udc00\ud800"}""", "\uFFFD\uFFFD")]
    [InlineData("""{"a":"\ud83d\ude00"}""", "😀")]
    [InlineData("""{"a":1,"a":"last"}""", "last")]
    [InlineData("""{"a":1,"\u0061":"last"}""", "last")]
    public void What_is_odd_but_JSON_has_one_meaning(string json, string expected) =>
        Assert.Equal(expected, Event.Parse(json).Get(FieldReference.Parse("a")));

    private static bool IsObject(byte[] utf8) => JsonFieldIndexer.TryIndex(utf8, 0, utf8.Length, new EntryList());

    private static byte[] Bytes(string text)
    {
        var bytes = new List<byte>();
        for (int at = 0; at < text.Length; at++)
        {
            if (text[at] == '\\' && at + 3 < text.Length && text[at + 1] == 'x')
            {
                bytes.Add(byte.Parse(text.AsSpan(at + 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                at += 3;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text[at].ToString()));
            }
        }

        return [.. bytes];
    }
}

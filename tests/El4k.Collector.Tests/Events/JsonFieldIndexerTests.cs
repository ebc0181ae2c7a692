using System.Globalization;
using System.Text;
using System.Text.Json;
using El4k.Collector.Events;

namespace El4k.Collector.Tests.Events;

public sealed class JsonFieldIndexerTests
{
    [Theory]
    [InlineData("""{"a":-0.5e+10,"b":[true,false,null,{},[]],"c":{"d":"\u00e9\\\"\/\b\f\n\r\t"}}""")]
    [InlineData(" { \"a\" : [ 1 , 2 ] , \"b\" : { \"c\" : 0 } } ")]
    [InlineData("{}")]
    [InlineData("{ }")]
    [InlineData("""{"":""}""")]
    [InlineData("""{"long text without any mark that is longer than one vector":"and a value that is longer, too, than one"}""")]
    [InlineData("""{"a":1.0E-5,"b":0,"c":-0,"d":10}""")]
    public void What_is_json_is_walked_over(string json) => Assert.True(AgreesWithReader(json, out bool isJson) && isJson, json);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"a\"")]
    [InlineData("{\"a\":")]
    [InlineData("{\"a\":1")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{,}")]
    [InlineData("{\"a\":[1,]}")]
    [InlineData("{\"a\":01}")]
    [InlineData("{\"a\":1.}")]
    [InlineData("{\"a\":.5}")]
    [InlineData("{\"a\":+1}")]
    [InlineData("{\"a\":-}")]
    [InlineData("{\"a\":1e}")]
    [InlineData("{\"a\":1e+}")]
    [InlineData("{\"a\":tru}")]
    [InlineData("{\"a\":nulll}")]
    [InlineData("{\"a\":NaN}")]
    [InlineData("{a:1}")]
    [InlineData("{'a':1}")]
    [InlineData("{\"a\":\"\\x\"}")]
    [InlineData("{\"a\":\"\\u12g4\"}")]
    [InlineData("{\"a\":\"\\u12")]
    [InlineData("{\"a\":\"\\")]
    [InlineData("{\"a\":\"line\nbreak\"}")]
    [InlineData("{\"a\":\"tab\t\"}")]
    [InlineData("{\"a\":1}x")]
    [InlineData("{\"a\":1}{}")]
    [InlineData("{\"a\":1 \"b\":2}")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{\"a\":[1 2]}")]
    [InlineData("{\"a\":[1}")]
    [InlineData("{\"a\":{]}")]
    [InlineData("{/* no */}")]
    [InlineData("[]")]
    [InlineData("1")]
    public void What_is_no_object_is_refused(string json) => Assert.True(AgreesWithReader(json, out bool isJson) && !isJson, json);

    [Theory]
    [InlineData(999, true)]
    [InlineData(1000, false)]
    [InlineData(100_000, false)]
    public void Nesting_has_a_limit(int arrays, bool isJson)
    {
        foreach (string inner in (string[])["", "1"])
        {
            string json = $$"""{"a":{{new string('[', arrays)}}{{inner}}{{new string(']', arrays)}}}""";
            Assert.True(AgreesWithReader(json, out bool found));
            Assert.Equal(isJson, found);
        }
    }

    [Fact]
    public void Marks_on_the_borders_of_the_blocks_that_are_looked_at_together_are_found()
    {
        // Each shift moves quotes, escapes and numbers over the borders of 16, 32 and 64 bytes.
        for (int shift = 0; shift < 130; shift++)
        {
            string json = $$"""{"{{new string('n', shift)}}":"a\"\\\u00e9é\\","b":[12345678901234567890,-1.5e-7,true],"c":{"d":null} }""";
            Assert.True(AgreesWithReader(json, out bool isJson) && isJson, json);
            Assert.True(AgreesWithReader(json[..^1], out isJson) && !isJson, json);
            Assert.True(AgreesWithReader(json.Replace("null", "nul", StringComparison.Ordinal), out isJson) && !isJson, json);
            Assert.True(AgreesWithReader(json.Replace("true", "1\u0001", StringComparison.Ordinal), out isJson) && !isJson, json);
        }
    }

    [Fact]
    public void A_name_of_any_length_is_a_field()
    {
        foreach (int length in (int[])[ushort.MaxValue - 1, ushort.MaxValue, ushort.MaxValue + 1, 200_000])
        {
            string name = new('n', length);
            var parsed = Event.Parse($$"""{"{{name}}":1,"a":2,"{{name}}":3}""");
            Assert.Equal(3L, parsed.Get(FieldReference.TopLevel(name)));
            Assert.Equal(4, parsed.FieldNames.Count());
            Assert.StartsWith("{\"a\":2,\"nnn", parsed.ToJson(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_text_with_random_damage_is_judged_as_the_reader_of_the_base_library_judges_it()
    {
        const string Sound = """{"message":"x\"\\é\u20ac y","n":-12.5e3,"list":[1,{"deep":[true,null,"s"]},[]],"o":{"a":"b","c":{}}, "z" : false}""";
        const string Marks = "\"\\{}[],:0123456789.eE+-tfnu \n\tx";
        const int Seed = 20261125;
        var random = new Random(Seed);
        int refused = 0;
        for (int round = 0; round < 20_000; round++)
        {
            var text = new StringBuilder(Sound);
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                int at = random.Next(text.Length);
                switch (random.Next(3))
                {
                    case 0:
                        text.Remove(at, 1);
                        break;
                    case 1:
                        text.Insert(at, Marks[random.Next(Marks.Length)]);
                        break;
                    default:
                        text[at] = Marks[random.Next(Marks.Length)];
                        break;
                }
            }

            Assert.True(AgreesWithReader(text.ToString(), out bool isJson), string.Create(CultureInfo.InvariantCulture, $"seed {Seed}, round {round}: {text}"));
            refused += isJson ? 0 : 1;
        }

        Assert.InRange(refused, 1, 19_999);
    }

    private static bool AgreesWithReader(string json, out bool isJson)
    {
        // Once to the end of its array, and once with bytes around it that must not count.
        byte[] utf8 = Encoding.UTF8.GetBytes(json);
        byte[] among = [.. "\"\\{"u8, .. utf8, .. "}\"\\,\u0001é"u8, .. new byte[100]];
        isJson = JsonFieldIndexer.TryIndex(utf8, 0, utf8.Length, new EntryList());
        return isJson == IsObjectForReader(utf8) && isJson == JsonFieldIndexer.TryIndex(among, 3, utf8.Length, new EntryList());
    }

    private static bool IsObjectForReader(byte[] utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8, JsonValue.ReaderOptions);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            reader.Skip();
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

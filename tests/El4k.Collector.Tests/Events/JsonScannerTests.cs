using System.Globalization;
using System.Text;
using System.Text.Json;
using El4k.Collector.Events;

namespace El4k.Collector.Tests.Events;

public sealed class JsonScannerTests
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
        byte[] utf8 = Encoding.UTF8.GetBytes(json);
        isJson = JsonFieldIndexer.TryIndex(utf8, 0, utf8.Length, new EntryList());
        return isJson == IsObjectForReader(utf8);
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

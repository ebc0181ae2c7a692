using System.Text;
using System.Text.Json;
using El4k.Client.Wire;
using El4k.Testing;

namespace El4k.Client.Tests.Wire;

public sealed class JsonBufferTests
{
    public static IEnumerable<object[]> Strings => CaseFile.Rows("Wire/json_strings.cases", columns: 2);

    [Theory]
    [MemberData(nameof(Strings))]
    public void A_string_is_escaped_as_Monolog_does(string where, string given, string expected)
    {
        var json = new JsonBuffer();
        json.Text(JsonSerializer.Deserialize<string>(given));
        Assert.True(expected == Text(json), $"{where}: {Text(json)}");
    }

    [Fact]
    public void A_lone_surrogate_becomes_a_replacement_character_and_the_bytes_stay_valid()
    {
        var json = new JsonBuffer();
        json.Text("a\ud83db\ude00");
        Assert.Equal("\"a\ufffdb\ufffd\"", Text(json));
    }

    [Fact]
    public void Cutting_a_string_never_splits_a_surrogate_pair()
    {
        var json = new JsonBuffer();
        json.Text("ab😀", maxChars: 3);
        Assert.Equal("\"ab\"", Text(json));
    }

    [Theory]
    [InlineData(1.0, "1.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(0.1, "0.1")]
    [InlineData(1e25, "1E+25")]
    [InlineData(double.NaN, "null")]
    [InlineData(double.PositiveInfinity, "null")]
    public void A_whole_double_keeps_its_fraction_and_what_JSON_lacks_is_null(double value, string expected)
    {
        var json = new JsonBuffer();
        json.Number(value);
        Assert.Equal(expected, Text(json));
    }

    [Fact]
    public void Commas_stand_between_values_and_nowhere_else()
    {
        var json = new JsonBuffer();
        json.BeginObject();
        json.Name("list");
        json.BeginArray();
        json.Number(1L);
        json.BeginArray();
        json.EndArray();
        json.BeginObject();
        json.EndObject();
        json.Boolean(true);
        json.EndArray();
        json.Name("next{");
        json.Text("[");
        json.Name("none");
        json.Null();
        json.EndObject();
        Assert.Equal("{\"list\":[1,[],{},true],\"next{\":\"[\",\"none\":null}", Text(json));
    }

    private static string Text(JsonBuffer json) => Encoding.UTF8.GetString(json.Written);
}

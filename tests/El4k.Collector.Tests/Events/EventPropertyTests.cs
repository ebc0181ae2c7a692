using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using El4k.Collector.Events;

namespace El4k.Collector.Tests.Events;

/// <summary>Random objects, changed at random, must encode to what the same changes make of a JSON tree.</summary>
public sealed class EventPropertyTests
{
    private static readonly string[] Names = ["a", "b", "message", "host", "deep", "ünï", "with space", "q\"uote", "tab\t", "", "0", "a.b", "x1", "x2"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Decoding_and_encoding_changes_nothing(int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < 500; i++)
        {
            JsonObject expected = RandomObject(random, 0);
            Event source = Event.Parse(Text(expected, random));
            for (int touched = random.Next(3); touched > 0 && expected.Count > 0; touched--)
            {
                source.Get(FieldReference.TopLevel(NonEmpty(expected.ElementAt(random.Next(expected.Count)).Key)));
            }

            AssertSame(expected, source);
            AssertSame(expected, source.Clone());
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void Changes_give_what_the_same_changes_give_in_a_tree(int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < 500; i++)
        {
            JsonObject expected = RandomObject(random, 0);
            Event source = Event.Parse(Text(expected, random));
            for (int change = random.Next(6); change > 0; change--)
            {
                Change(random, expected, source);
            }

            AssertSame(expected, source);
            AssertSame(expected, source.Clone());
        }
    }

    [Theory]
    [InlineData(21)]
    public void What_is_set_can_be_read_back(int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < 500; i++)
        {
            JsonNode? value = RandomValue(random, 0);
            Assert.True(El4k.Collector.Events.JsonValue.TryDecode(Encoding.UTF8.GetBytes(value?.ToJsonString() ?? "null"), out object? decoded, out _));
            Event source = Event.Create();
            source.Set(FieldReference.Parse("[x][y]"), decoded);
            JsonNode? back = JsonNode.Parse(source.ToJson())!["x"]!["y"];
            Assert.True(JsonNode.DeepEquals(value, back), $"{value?.ToJsonString()} became {back?.ToJsonString()}");
        }
    }

    private static void Change(Random random, JsonObject expected, Event source)
    {
        string name = NonEmpty(Names[random.Next(Names.Length)]);
        var field = FieldReference.TopLevel(name);
        switch (random.Next(5))
        {
            case 0:
                Assert.Equal(expected.Remove(name), source.Remove(field));
                break;
            case 1:
                expected[name] = "text ✓ \"\n";
                source.Set(field, "text ✓ \"\n");
                break;
            case 2:
                expected[name] = new JsonArray(1, true, null);
                source.Set(field, new List<object?> { 1L, true, null });
                break;
            case 3:
                string to = NonEmpty(Names[random.Next(Names.Length)]);
                bool exists = expected.ContainsKey(name);
                Assert.Equal(exists, source.Rename(field, FieldReference.TopLevel(to)));
                if (exists && to != name)
                {
                    JsonNode? moved = expected[name];
                    expected.Remove(name);
                    expected[to] = moved;
                }

                break;
            default:
                if (expected[name] is JsonObject inner)
                {
                    inner["deep"] = 1.5;
                    source.Set(field.Child("deep"), 1.5);
                    Assert.Equal(inner.Remove("a"), source.Remove(field.Child("a")));
                }

                break;
        }
    }

    private static string NonEmpty(string name) => name.Length == 0 ? "a" : name;

    private static void AssertSame(JsonObject expected, Event source)
    {
        JsonObject actual = JsonNode.Parse(source.ToJson())!.AsObject();
        Assert.True(actual.Remove("@timestamp"));
        Assert.True(actual.Remove("@version"));
        Assert.True(JsonNode.DeepEquals(expected, actual), $"expected {expected.ToJsonString()}\nactual   {actual.ToJsonString()}");
    }

    /// <summary>The object as text, with blanks or escapes that mean nothing.</summary>
    private static string Text(JsonObject value, Random random) => random.Next(3) switch
    {
        0 => value.ToJsonString(),
        1 => value.ToJsonString(new JsonSerializerOptions { WriteIndented = true }),
        _ => value.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }),
    };

    private static JsonObject RandomObject(Random random, int depth)
    {
        var made = new JsonObject();
        for (int i = random.Next(depth == 0 ? 12 : 4); i > 0; i--)
        {
            made[Names[random.Next(Names.Length)]] = RandomValue(random, depth + 1);
        }

        return made;
    }

    private static JsonNode? RandomValue(Random random, int depth) => random.Next(depth > 3 ? 7 : 10) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => random.NextInt64(long.MinValue, long.MaxValue),
        3 => random.NextDouble() * Math.Pow(10, random.Next(-20, 20)),
        4 => RandomText(random),
        5 => JsonNode.Parse("123456789012345678901234567890"),
        6 => "",
        7 => RandomObject(random, depth),
        _ => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => RandomValue(random, depth + 1))]),
    };

    private static string RandomText(Random random)
    {
        string[] pieces = ["plain", "ünï", "\"", "\\", "\n", "\u0001", "😀", " ", "/", "false", "\u007f", "{}", ","];
        return string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => pieces[random.Next(pieces.Length)]));
    }
}

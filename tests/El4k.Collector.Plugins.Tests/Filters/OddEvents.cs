using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Tests.Filters;

/// <summary>Events as no filter expects them: every kind of value in every field, fields that are missing, texts of every sort and length.</summary>
internal static class OddEvents
{
    private const int Long = 20_000;
    private const int Deep = 400;

    /// <summary>Texts, some of them halfway what one filter or another looks for.</summary>
    private static readonly string[] Texts =
    [
        "", " ", "\n", "\r\n\r\n", "\0", "x", "%", "%{", "%{a}", "%{[a", "[a][b]", "[", "a=b c=\"d", "a,b,\"c", "{\"a\":", "{\"a\":{\"b\":[1]},\"tags\":5}", "[1,{}]", "null",
        "123", "-1.5e300", "99999999999999999999999", "NaN", "2015-05-17T10:05:03.000Z", "2015-02-30", "10.1.2.3", "::1", "999.1.1.1", "http://u:p@h:1/p?q=%41%zz#f",
        "\\", "\\\"", "\u0001\u001f", "é€😀", "\uD800", "\uFEFFa", "a\u0301", "<134>May 17 10:05:03 h p[1]: m", "true", "ÅÄÖ İı ß", "\"quoted\"", "'", "()[]<>", "a;b|c\td",
    ];

    /// <summary>Values as JSON, of every kind.</summary>
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "9223372036854775807", "-9223372036854775808", "1.5", "1e300", "-0.0", "123456789012345678901234567890", "1e999",
        "[]", "[null]", "[[[]]]", "[1,\"a\",null,{\"b\":[true]},[2.5]]", "[\"a=1\",\"b,c\",\"10.1.2.3\"]", "{}", "{\"\":1}", "{\"a\":{\"b\":{\"c\":[{\"d\":\"e\"}]}}}", "{\"a]\":1,\"[b\":2,\"c.d\":3,\"0\":4}",
    ];

    /// <summary>The events made of one that fits, with each of its fields changed in turn, then ones that have nothing to do with it.</summary>
    public static IEnumerable<Event> Around(string json)
    {
        var fields = JsonNode.Parse(json)!.AsObject().Select(pair => pair.Key).Append("message").Distinct().ToArray();
        foreach (var field in fields)
        {
            foreach (var value in AllValues())
            {
                yield return With(json, field, value);
            }

            yield return With(json, field, null);
        }

        foreach (var value in AllValues())
        {
            yield return Event.Parse($$"""{"tags":{{value}},"@timestamp":{{value}},"@version":{{value}},"@metadata":{{value}},"type":{{value}}}""");
        }

        yield return Event.Create();
        yield return Event.Parse("{\"\":1,\"a]\":2,\"[b][c]\":3,\"%{message}\":4}");
        yield return Event.Parse("{" + string.Join(',', Enumerable.Range(0, 200).Select(i => $"\"f{i}\":{i}")) + "}");
    }

    /// <summary>Text as codecs for lines put it into an event: bytes, not all of them UTF-8.</summary>
    public static IEnumerable<byte[]> Lines()
    {
        foreach (var text in Texts)
        {
            yield return Encoding.UTF8.GetBytes(text);
        }

        yield return [0xC3, 0x28, 0xA0, 0xFF];
        yield return Encoding.Latin1.GetBytes("café=\"ä\"");
    }

    private static IEnumerable<string> AllValues()
    {
        foreach (var value in Values)
        {
            yield return value;
        }

        foreach (var text in Texts.Concat(" a=,\"(%[{é".Select(character => new string(character, Long))))
        {
            yield return JsonSerializer.Serialize(text);
        }

        yield return new string('[', Deep) + new string(']', Deep);
        yield return string.Concat(Enumerable.Repeat("{\"a\":", Deep)) + "1" + new string('}', Deep);
        yield return $"[{string.Join(',', Enumerable.Range(0, 2000))}]";
    }

    private static Event With(string json, string field, string? value)
    {
        var changed = JsonNode.Parse(json)!.AsObject();
        changed.Remove(field);
        var rest = changed.ToJsonString();
        if (value is null)
        {
            return Event.Parse(rest);
        }

        var name = JsonSerializer.Serialize(field);
        return Event.Parse($"{rest[..^1]}{(rest.Length > 2 ? "," : "")}{name}:{value}}}");
    }
}

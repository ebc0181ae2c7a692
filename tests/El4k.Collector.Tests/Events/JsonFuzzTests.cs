using System.Text;
using System.Text.Json;
using El4k.Collector.Events;
using El4k.Testing.Fuzzing;

namespace El4k.Collector.Tests.Events;

/// <summary>Our reading of JSON against that of the base library, on texts that are nearly right.</summary>
public sealed class JsonFuzzTests
{
    private static readonly string[] Sound =
    [
        """{"message":"x\"\\é\u20ac y","n":-12.5e3,"list":[1,{"deep":[true,null,"s"]},[]],"o":{"a":"b","c":{}}, "z" : false}""",
        """{"@timestamp":"2015-05-17T10:05:03.000Z","tags":["a","b"],"@metadata":{"x":1},"@version":"1"}""",
        """{"a":0,"b":-0,"c":0.5,"d":1E+10,"e":1e-7,"f":12345678901234567890,"g":1.7976931348623157e308}""",
        """{"a":1,"a":2,"\u0061":3,"😀":"\ud83d\ude00"}""",
        "{}",
        " \t\r\n{ \"a\" : [ ] } ",
        "{\"" + "long name that is longer than one vector of sixty-four bytes, so that the quick way is taken" + "\":\"" + "and its value, too, is longer than one vector of sixty-four bytes\"}",
    ];

    private static readonly string[] Tokens =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\\"", "\\u", "\\u00", "\\ud800", "\\udc00", "\\ud83d\\ude00", "\\x", "\\/", "\\b", "0", "1", "-", "+", ".", "e", "E",
        "00", "-0", "1.", ".5", "1e", "1e+", "true", "false", "null", "True", "nul", "NaN", "Infinity", " ", "\t", "\n", "\r", "\0", "\u001f", "\u007f", "\u2028",
        "é", "€", "😀", "\uFEFF", "//", "/*", "*/", "'", "a", "\"a\":", "\"a\":1,", "[[", "]]", "{\"a\":", "\"@timestamp\":", "\"tags\":",
    ];

    /// <summary>Bytes that no text encodes to: overlong forms, surrogates, lone and missing continuations, beyond the last character.</summary>
    private static readonly byte[][] BadUtf8 =
    [
        [0x80], [0xBF], [0xC0, 0xAF], [0xC1, 0xBF], [0xC3], [0xE0, 0x80, 0x80], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xEF, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5], [0xFE], [0xFF],
    ];

    [Fact]
    public void A_text_is_an_object_exactly_when_the_base_library_says_so_and_has_the_same_fields() =>
        Fuzz.Run(20_000, WithBadUtf8(new Mutator(Sound, Tokens).Make), Check);

    [Fact]
    public void A_value_is_read_exactly_when_the_base_library_reads_it() =>
        Fuzz.Run(10_000, WithBadUtf8(new Mutator([.. Sound, "[1,[2,\"x\"],{}]", "\"text\"", "-1.5e3", "null"], Tokens).Make), input =>
        {
            bool isRead = JsonValue.TryDecode(input, out object? value, out string? error);
            Assert.Equal(ByBaseLibrary(input, out _), isRead);
            Assert.Equal(isRead, error is null);
            if (isRead)
            {
                // What was read is written as JSON again, and read once more it is the same.
                var written = new System.Buffers.ArrayBufferWriter<byte>();
                JsonValue.Write(value, written);
                Assert.True(JsonValue.TryDecode(written.WrittenSpan, out object? again, out _), Encoding.UTF8.GetString(written.WrittenSpan));
                var twice = new System.Buffers.ArrayBufferWriter<byte>();
                JsonValue.Write(again, twice);
                Assert.Equal(Encoding.UTF8.GetString(written.WrittenSpan), Encoding.UTF8.GetString(twice.WrittenSpan));
            }
        });

    internal static void Check(byte[] input)
    {
        var entries = new EntryList();
        bool isObject = JsonFieldIndexer.TryIndex(input, 0, input.Length, entries);
        bool expected = ByBaseLibrary(input, out JsonElement root) && root.ValueKind == JsonValueKind.Object;
        Assert.Equal(expected, isObject);
        if (!isObject)
        {
            return;
        }

        Event parsed = Event.Parse(Encoding.UTF8.GetString(input));
        var fields = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (JsonProperty property in root.EnumerateObject())
        {
            if (NameOf(property) is { } name)
            {
                fields[name] = property.Value;
            }
        }

        // Some have forms of their own in an event; U+FFFD may also stand for what is no text.
        foreach ((string name, JsonElement last) in fields.Where(field => !field.Key.Contains('\uFFFD', StringComparison.Ordinal)
            && field.Key is not ("@timestamp" or "@metadata" or "@version" or "tags")))
        {
            object? value = parsed.Get(FieldReference.TopLevel(name));
            Assert.True(IsSame(last, value), $"{name}: {last.GetRawText()} is {value}");
        }
    }

    private static bool IsSame(JsonElement expected, object? actual) => expected.ValueKind switch
    {
        JsonValueKind.Null => actual is null,
        JsonValueKind.True => actual is true,
        JsonValueKind.False => actual is false,
        JsonValueKind.String => actual is string text && (TextOf(expected) is not { } same || text == same),
        JsonValueKind.Number => actual is BigNumber || (actual is long whole && expected.TryGetInt64(out long number) && number == whole)
            || (actual is double real && expected.GetDouble().Equals(real)),
        JsonValueKind.Array => actual is List<object?> list && list.Count == expected.GetArrayLength()
            && list.Zip(expected.EnumerateArray()).All(pair => IsSame(pair.Second, pair.First)),
        _ => actual is EventMap map && expected.EnumerateObject().All(property => NameOf(property) is not { } name || map.ContainsKey(name)),
    };

    // A lone surrogate is JSON but no text: the base library throws where we put U+FFFD.
    private static string? TextOf(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string? NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static bool ByBaseLibrary(byte[] input, out JsonElement root)
    {
        root = default;
        try
        {
            root = JsonDocument.Parse(input, new JsonDocumentOptions { MaxDepth = JsonValue.MaxDepth }).RootElement;
            return System.Text.Unicode.Utf8.IsValid(input);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static Func<Random, byte[]> WithBadUtf8(Func<Random, byte[]> make) => random =>
    {
        byte[] made = make(random);
        if (random.Next(8) > 0)
        {
            return made;
        }

        int at = random.Next(made.Length + 1);
        return [.. made[..at], .. BadUtf8[random.Next(BadUtf8.Length)], .. made[at..]];
    };
}

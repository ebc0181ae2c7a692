using System.Text.Json;
using El4k.Client.Wire;
using El4k.Testing;

namespace El4k.Client.Tests.Wire;

public sealed class LogEncoderTests
{
    private const string Tail =
        ",\"service\":\"reports\",\"@timestamp\":\"2026-11-22T06:05:18.436670Z\",\"event_id\":\"4e4fa60a0e22eafc-2a\","
        + "\"env\":\"test\",\"version\":\"1.2\",\"instance\":\"i-1\"}";

    public static IEnumerable<object[]> Lines => CaseFile.Rows("Wire/monolog_lines.cases", columns: 2);

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_record_is_Monologs_line_followed_by_what_every_record_has(string where, string logged, string expected)
    {
        var line = logged switch
        {
            "empty context" => Records.Log(MonologLevel.Info, "report built", new FieldContent([])),
            "values" => Records.Log(
                MonologLevel.Warning,
                "Ünïcode 😀 / \"q\" \\ \n\t\b\f\u0001 \u2028<&'+>",
                new FieldContent([("a/b", "ü"), ("n", 1), ("d", 1.0), ("f", 0.1), ("b", true), ("neg", -0.0)])),
            "exception" => Records.Log(
                MonologLevel.Error,
                "x",
                new FieldContent([]),
                new InvalidOperationException("bad", new ArgumentException("inner") { HResult = 0 }) { HResult = 3 }),
            "deep" => Records.Log(MonologLevel.Debug, "deep", new ObjectContent("x", Nested(12))),
            _ => throw new InvalidOperationException(logged),
        };
        Assert.True(expected[..^1] + Tail == line, $"{where}: {line}");
    }

    [Fact]
    public void A_thrown_exception_says_where_and_its_stack_goes_into_extra()
    {
        Exception caught;
        try
        {
            throw new FormatException("no number");
        }
        catch (FormatException e)
        {
            caught = e;
        }

        var root = JsonDocument.Parse(Records.Log(MonologLevel.Error, "x", new FieldContent([]), caught)).RootElement;
        Assert.Matches(@"LogEncoderTests\.cs:\d+$", root.GetProperty("context").GetProperty("exception").GetProperty("file").GetString());
        Assert.Contains(nameof(LogEncoderTests), root.GetProperty("extra").GetProperty("backtrace").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_whose_message_throws_is_still_logged()
    {
        var root = JsonDocument.Parse(Records.Log(MonologLevel.Error, "x", new FieldContent([]), new UnreadableException())).RootElement;
        Assert.Contains("NotSupportedException", root.GetProperty("context").GetProperty("exception").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_equal_names_in_a_context_the_last_is_written()
    {
        var line = Records.Log(MonologLevel.Info, "m", new FieldContent([("a", 1), ("b", 2), ("a", 3)]));
        Assert.Contains("\"context\":{\"b\":2,\"a\":3}", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_more_than_a_thousand_items_ends_with_a_note()
    {
        var line = Records.Log(MonologLevel.Info, "m", new ObjectContent("x", Enumerable.Range(0, 1005).ToArray()));
        Assert.Contains(",999,\"Over 1000 items (1005 total), aborting normalization\"]", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_too_large_loses_extra_then_its_longest_texts_and_says_so()
    {
        var huge = Enumerable.Range(0, 20).Select(i => new KeyValuePair<string, object?>($"k{i}", new string('x', 40_000))).ToList();
        var json = new JsonBuffer();
        var head = new LogHead(MonologLevel.Info, "c", "m", null, Records.Moment.UtcTicks, Records.Id);
        var result = new LogEncoder(Records.Identity()).Encode(json, head, new ObjectContent("x", huge));
        Assert.Equal(EncodeResult.Truncated, result);
        Assert.InRange(json.Length, 1, WireLimits.MaxRecordBytes);
        var root = JsonDocument.Parse(json.Written.ToArray()).RootElement;
        Assert.True(root.GetProperty("truncated").GetBoolean());
        Assert.Equal(20, root.GetProperty("context").GetProperty("x").EnumerateObject().Count());
    }

    [Fact]
    public void A_graph_that_contains_itself_ends()
    {
        var self = new List<object?>();
        self.AddRange(Enumerable.Repeat<object?>(self, 100));
        var line = Records.Log(MonologLevel.Info, "m", new ObjectContent("x", self));
        Assert.InRange(line.Length, 1, WireLimits.MaxRecordBytes);
        Assert.True(JsonDocument.Parse(line).RootElement.GetProperty("truncated").GetBoolean());
    }

    [Fact]
    public void Whatever_is_logged_a_record_is_one_line_of_valid_JSON_within_its_limit_in_Monologs_order()
    {
        var random = new Random(5);
        string[] order = ["message", "context", "level", "level_name", "channel", "datetime", "extra", "service", "@timestamp", "event_id"];
        for (var round = 0; round < 150; round++)
        {
            var text = Text(random, random.Next(0, 50_000));
            var exception = random.Next(3) == 0 ? new InvalidOperationException(text, new FormatException(Text(random, 20))) : null;
            var line = Records.Log(MonologLevel.Info, text, new ObjectContent(Text(random, 10), Arbitrary(random, 4)), exception, Text(random, 5));
            Assert.DoesNotContain('\n', line);
            Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(line), 1, WireLimits.MaxRecordBytes);
            Assert.Equal(order, JsonDocument.Parse(line).RootElement.EnumerateObject().Select(property => property.Name).Take(order.Length));
        }
    }

    private static object? Arbitrary(Random random, int depth) => random.Next(depth > 0 ? 12 : 9) switch
    {
        0 => null,
        1 => random.Next(),
        2 => random.NextDouble() * Math.Pow(10, random.Next(-300, 300)),
        3 => random.Next(2) == 0,
        4 => (decimal)random.NextDouble(),
        5 => Guid.Empty,
        6 => DateTimeOffset.UnixEpoch.AddSeconds(random.Next()),
        7 => DayOfWeek.Friday,
        8 => Text(random, 40),
        9 => Enumerable.Range(0, random.Next(30)).Select(_ => Arbitrary(random, depth - 1)).ToList(),
        10 => Enumerable.Range(0, random.Next(30)).ToDictionary(i => $"k{i}", _ => Arbitrary(random, depth - 1)),
        _ => new System.Collections.Hashtable { [random.Next()] = Arbitrary(random, depth - 1) },
    };

    private static string Text(Random random, int length) =>
        string.Create(length, random, static (chars, random) =>
        {
            for (var i = 0; i < chars.Length; i++)
            {
                chars[i] = (char)random.Next(0, random.Next(8) == 0 ? 0x10000 : 0x7f);
            }
        });

    private static Dictionary<string, object?> Nested(int depth) => new() { ["d"] = depth == 1 ? 1 : Nested(depth - 1) };

    private readonly struct ObjectContent(string name, object? value) : ILogContent
    {
        public void WriteContext(ContextWriter writer) => writer.Property(name, value);

        public void WriteExtra(ContextWriter writer)
        {
        }
    }

    private sealed class UnreadableException : Exception
    {
        public override string Message => throw new NotSupportedException();
    }
}

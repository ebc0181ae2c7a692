using System.Text;
using System.Text.Json;
using El4k.Client.Wire;

namespace El4k.Client.Tests.Wire;

public sealed class MetricEncoderTests
{
    [Fact]
    public void A_metric_has_Monologs_seven_keys_then_its_fields_at_top_level()
    {
        var line = Records.Metric(
            "request",
            [("route", "/reports/{id}"), ("customer", "acme"), ("user", "u1"), ("status", 200), ("duration", 12L), ("failed", false), ("share", 0.5)]);
        Assert.Equal(
            "{\"message\":\"request\",\"context\":{},\"level\":10,\"level_name\":\"METRIC\",\"channel\":\"metrics\","
            + "\"datetime\":\"2026-11-22T06:05:18.436670+00:00\",\"extra\":{},\"service\":\"reports\",\"@timestamp\":\"2026-11-22T06:05:18.436670Z\","
            + "\"env\":\"test\",\"version\":\"1.2\",\"instance\":\"i-1\",\"kind\":\"request\",\"route\":\"/reports/{id}\",\"customer\":\"acme\","
            + "\"user\":\"u1\",\"status\":200,\"duration\":12,\"failed\":false,\"share\":0.5}",
            line);
    }

    [Fact]
    public void The_flat_format_is_the_PHP_clients()
    {
        Assert.Equal(
            "{\"level\":10,\"level_name\":\"METRIC\",\"service\":\"reports\",\"@timestamp\":\"2026-11-22T06:05:18.436670Z\","
            + "\"env\":\"test\",\"version\":\"1.2\",\"instance\":\"i-1\",\"kind\":\"job\",\"status\":200}",
            Records.Metric("job", [("status", 200)], MetricFormat.Flat));
    }

    [Theory]
    [InlineData("path")]
    [InlineData("host")]
    [InlineData("port")]
    [InlineData("message")]
    [InlineData("@timestamp")]
    [InlineData("service")]
    public void A_reserved_name_is_sent_under_another(string name)
    {
        var root = JsonDocument.Parse(Records.Metric("k", [(name, "mine")])).RootElement;
        Assert.Equal("mine", root.GetProperty("field_" + name).GetString());
        Assert.Single(root.EnumerateObject(), property => property.Value.ToString() == "mine");
    }

    [Fact]
    public void Customer_and_user_are_strings_whatever_is_given_and_durations_whole_numbers()
    {
        var line = Records.Metric("k", [("customer", 17), ("user", 1.5), ("duration", 12.9), ("db_ms", 3.2)]);
        Assert.EndsWith("\"customer\":\"17\",\"user\":\"1.5\",\"duration\":12,\"db_ms\":3}", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_equal_names_the_last_is_sent_and_missing_values_are_not()
    {
        var line = Records.Metric("k", [("a", 1), ("b", (string?)null), ("a", 2), ("c", double.NaN)]);
        Assert.EndsWith("\"kind\":\"k\",\"a\":2}", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_metric_too_large_has_its_longest_text_cut_and_says_so()
    {
        var line = Records.Metric("k", [("short", "kept whole"), ("long", new string('x', 3000)), ("status", 200)], maxBytes: 1400);
        var root = JsonDocument.Parse(line).RootElement;
        Assert.InRange(Encoding.UTF8.GetByteCount(line), 1390, 1400);
        Assert.Equal("kept whole", root.GetProperty("short").GetString());
        Assert.Equal(200, root.GetProperty("status").GetInt32());
        Assert.True(root.GetProperty("truncated").GetBoolean());
    }

    [Fact]
    public void A_gigantic_text_does_not_grow_the_buffer_beyond_what_can_be_sent()
    {
        var json = new JsonBuffer();
        var result = new MetricEncoder(Records.Identity(), MetricFormat.Monolog)
            .Encode(json, "k", Records.Moment.UtcTicks, [("text", new string('x', 10_000_000))], 1400);
        Assert.Equal(EncodeResult.Truncated, result);
        Assert.InRange(json.Length + json.Reserve(0).Length, 1400, 16 * 1024);
    }

    [Fact]
    public void Whatever_the_fields_a_metric_never_exceeds_its_limit_and_is_valid_JSON()
    {
        var random = new Random(7);
        var encoder = new MetricEncoder(Records.Identity(), MetricFormat.Monolog);
        var json = new JsonBuffer();
        var cut = 0;
        for (var round = 0; round < 2000; round++)
        {
            var fields = Enumerable.Range(0, random.Next(WireLimits.MaxMetricFields)).Select(_ => Arbitrary(random)).ToArray();
            var limit = random.Next(512, 3000);
            json.Clear();
            var result = encoder.Encode(json, "kind", Records.Moment.UtcTicks, fields, limit);
            Assert.NotEqual(EncodeResult.TooLarge, result);
            Assert.InRange(json.Length, 1, limit);
            var root = JsonDocument.Parse(json.Written.ToArray()).RootElement;
            Assert.Equal(root.EnumerateObject().Count(), root.EnumerateObject().DistinctBy(property => property.Name).Count());
            Assert.Equal(result == EncodeResult.Truncated, root.TryGetProperty("truncated", out _));
            cut += result == EncodeResult.Truncated ? 1 : 0;
        }

        Assert.InRange(cut, 100, 1900);
    }

    private static El4kField Arbitrary(Random random)
    {
        var name = "f" + random.Next(40);
        return random.Next(5) switch
        {
            0 => new El4kField(name, random.NextInt64()),
            1 => new El4kField(name, random.NextDouble()),
            2 => new El4kField(name, random.Next(2) == 0),
            _ => new El4kField(name, string.Concat(Enumerable.Range(0, random.Next(120)).Select(_ => (char)random.Next(1, 0xFFFF)))),
        };
    }
}

using System.Text.Json.Nodes;
using El4k.Store.Search;
using El4k.Store.Tests.Search;

namespace El4k.Store.Tests.Aggregations.Bucket;

public sealed class DateHistogramAggregationTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Fact]
    public void Fixed_intervals_are_the_same_however_the_rows_are_split() => AggregationCompliance.Check(
        """{ "date_histogram": { "field": "@timestamp", "fixed_interval": "3h" } }""",
        documents => Expected(documents, time => time - (time % 10_800_000), key => key + 10_800_000));

    [Fact]
    public void A_local_day_with_a_clock_change_has_25_hours()
    {
        AggregationCompliance.Check(
            """{ "date_histogram": { "field": "@timestamp", "calendar_interval": "day", "time_zone": "Europe/Berlin" } }""",
            documents => Expected(documents, LocalDay, key => LocalDay(key + (26 * 3_600_000)), Berlin));

        var buckets = TestIndex.Create(ReportRuns.Create(300)).Aggregate(
            """{ "date_histogram": { "field": "@timestamp", "calendar_interval": "1d", "time_zone": "Europe/Berlin" } }""")["buckets"]!;
        Assert.Equal("2026-10-25T00:00:00.000+02:00", buckets[0]!["key_as_string"]!.GetValue<string>());
        Assert.Equal("2026-10-26T00:00:00.000+01:00", buckets[1]!["key_as_string"]!.GetValue<string>());
        Assert.Equal(25 * 3_600_000L, buckets[1]!["key"]!.GetValue<long>() - buckets[0]!["key"]!.GetValue<long>());
    }

    [Fact]
    public void Metrics_inside_are_those_of_the_interval() => AggregationCompliance.Check(
        """{ "date_histogram": { "field": "@timestamp", "fixed_interval": "1d" }, "aggs": { "d": { "max": { "field": "duration" } } } }""",
        documents => Expected(
            documents,
            time => time - (time % 86_400_000),
            key => key + 86_400_000,
            inner: group => ("d", new JsonObject { ["value"] = group.SelectMany(document => ReportRuns.Numbers(document, "duration")).Max() })));

    [Fact]
    public void Empty_intervals_between_are_filled_unless_a_minimum_is_set()
    {
        var index = TestIndex.Of("""{ "at": "2026-11-01T00:30:00Z" }""", """{ "at": "2026-11-01T03:30:00Z" }""");

        Assert.Equal("1 0 0 1", CountsOf(index, "\"fixed_interval\": \"1h\""));
        Assert.Equal("1 1", CountsOf(index, "\"fixed_interval\": \"1h\", \"min_doc_count\": 1"));
    }

    [Theory]
    [InlineData("\"extended_bounds\": { \"min\": \"2026-10-31T22:00:00Z\", \"max\": \"2026-11-01T04:10:00Z\" }", "0 0 1 0 0 1 0")]
    [InlineData("\"extended_bounds\": { \"min\": 1793484000000, \"max\": 1793491200000 }", "0 0 1 0 0 1")]
    [InlineData("\"hard_bounds\": { \"min\": \"2026-11-01T01:00:00Z\" }", "1")]
    [InlineData("\"hard_bounds\": { \"max\": \"2026-11-01T01:00:00Z\" }, \"extended_bounds\": { \"min\": \"2026-10-31T23:00:00Z\", \"max\": \"2026-11-01T09:00:00Z\" }", "0 1 0")]
    [InlineData("\"order\": { \"_key\": \"desc\" }, \"min_doc_count\": 1", "1 1")]
    [InlineData("\"offset\": \"+45m\", \"min_doc_count\": 1", "1 1")]
    public void Bounds_make_and_cut_intervals(string options, string counts)
    {
        var index = TestIndex.Of("""{ "at": "2026-11-01T00:30:00Z" }""", """{ "at": "2026-11-01T03:30:00Z" }""");

        Assert.Equal(counts, CountsOf(index, "\"fixed_interval\": \"1h\", " + options));
    }

    [Fact]
    public void Bounds_are_filled_without_any_document()
    {
        var buckets = TestIndex.Of("""{ "a": 1 }""").Aggregate(
            """{ "date_histogram": { "field": "at", "calendar_interval": "month", "extended_bounds": { "min": "2026-01-01", "max": "2026-03-31" } } }""")["buckets"]!;

        Assert.Equal(
            """[{"key_as_string":"2026-01-01T00:00:00.000Z","key":1767225600000,"doc_count":0},{"key_as_string":"2026-02-01T00:00:00.000Z","key":1769904000000,"doc_count":0},{"key_as_string":"2026-03-01T00:00:00.000Z","key":1772323200000,"doc_count":0}]""",
            buckets.ToJsonString());
    }

    [Fact]
    public void An_offset_moves_the_borders()
    {
        var bucket = TestIndex.Of("""{ "at": "2026-11-01T03:00:00Z" }""")
            .Aggregate("""{ "date_histogram": { "field": "at", "calendar_interval": "day", "offset": "+6h" } }""")["buckets"]![0]!;

        Assert.Equal("2026-10-31T06:00:00.000Z", bucket["key_as_string"]!.GetValue<string>());
    }

    [Fact]
    public void Keyed_buckets_are_named_by_their_start()
    {
        var buckets = TestIndex.Of("""{ "at": "2026-11-01T03:00:00Z" }""")
            .Aggregate("""{ "date_histogram": { "field": "at", "interval": "month", "keyed": true, "format": "yyyy-MM" } }""")["buckets"]!;

        Assert.Equal("""{"2026-11":{"key_as_string":"2026-11","key":1793491200000,"doc_count":1}}""", buckets.ToJsonString());
    }

    [Fact]
    public void A_missing_time_can_be_given() => Assert.Equal(
        "1 1", CountsOf(TestIndex.Of("""{ "at": "2026-11-01T00:30:00Z" }""", """{ "a": 1 }"""), "\"fixed_interval\": \"1h\", \"missing\": \"2026-11-01T01:30:00Z\""));

    [Theory]
    [InlineData("\"fixed_interval\": \"1h\", \"min_doc_count\": 1", 2)]
    [InlineData("\"calendar_interval\": \"1d\", \"time_zone\": \"Europe/Berlin\", \"min_doc_count\": 1", 2)]
    [InlineData("\"calendar_interval\": \"year\"", 9_997)]
    public void Numbers_that_are_no_dates_are_held_at_the_ends_of_the_calendar(string options, int buckets)
    {
        // Whole numbers count as milliseconds; a date field would have refused these.
        var index = TestIndex.Of("""{ "at": -9223372036854775808 }""", """{ "at": 9223372036854775807 }""", """{ "at": 9223372036854770000 }""");

        var counts = CountsOf(index, options).Split(' ');

        Assert.Equal(("1", "2", buckets), (counts[0], counts[^1], counts.Length));
    }

    [Theory]
    [InlineData("\"fixed_interval\": \"1ms\", \"extended_bounds\": { \"min\": \"2020\", \"max\": \"2026\" }", InvalidRequestException.TooManyBuckets, "65536")]
    [InlineData("\"fixed_interval\": \"1w\"", InvalidRequestException.IllegalArgument, "calendar_interval")]
    [InlineData("\"calendar_interval\": \"2d\"", InvalidRequestException.IllegalArgument, "fixed_interval")]
    [InlineData("\"calendar_interval\": \"1d\", \"fixed_interval\": \"1d\"", InvalidRequestException.Parsing, "exactly one")]
    [InlineData("\"min_doc_count\": 1", InvalidRequestException.Parsing, "exactly one")]
    [InlineData("\"fixed_interval\": \"1d\", \"time_zone\": \"Europe/Berlinn\"", InvalidRequestException.IllegalArgument, "Europe/Berlinn")]
    [InlineData("\"fixed_interval\": \"0s\"", InvalidRequestException.IllegalArgument, "0s")]
    public void A_mistake_is_named(string options, string type, string part)
    {
        var error = Assert.Throws<InvalidRequestException>(() => CountsOf(TestIndex.Of("""{ "at": "2026-11-01T00:30:00Z" }"""), options));

        Assert.Equal(type, error.Type);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    private static string CountsOf(TestIndex index, string options) => string.Join(
        ' ',
        index.Aggregate($$"""{ "date_histogram": { "field": "at", {{options}} } }""")["buckets"]!.AsArray().Select(bucket => bucket!["doc_count"]!.ToString()));

    private static long LocalDay(long time)
    {
        var local = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(time), Berlin).Date;
        return new DateTimeOffset(local, Berlin.GetUtcOffset(local)).ToUnixTimeMilliseconds();
    }

    private static JsonObject Expected(
        IReadOnlyList<JsonNode> documents,
        Func<long, long> floor,
        Func<long, long> next,
        TimeZoneInfo? zone = null,
        Func<IReadOnlyList<JsonNode>, (string, JsonNode)>? inner = null)
    {
        var groups = documents.GroupBy(document => floor(ReportRuns.TimeOf(document))).ToDictionary(group => group.Key, group => group.ToList());
        var buckets = new JsonArray();
        for (var key = groups.Keys.Min(); key <= groups.Keys.Max(); key = next(key))
        {
            var group = groups.GetValueOrDefault(key) ?? [];
            var local = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(key), zone ?? TimeZoneInfo.Utc);
            var bucket = new JsonObject
            {
                ["key_as_string"] = local.ToString(zone is null ? "yyyy-MM-ddTHH:mm:ss.fff'Z'" : "yyyy-MM-ddTHH:mm:ss.fffzzz"),
                ["key"] = key,
                ["doc_count"] = group.Count,
            };
            if (inner is not null)
            {
                var (name, value) = inner(group);
                bucket[name] = value;
            }

            buckets.Add(bucket);
        }

        return new JsonObject { ["buckets"] = buckets };
    }
}

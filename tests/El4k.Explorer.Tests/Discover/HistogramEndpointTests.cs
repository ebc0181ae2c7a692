using System.Text.Json.Nodes;

namespace El4k.Explorer.Tests.Discover;

public sealed class HistogramEndpointTests
{
    private const long Hour = 3_600_000;
    private static readonly long Start = new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    [Fact]
    public async Task The_store_is_asked_for_bars_without_gaps_in_the_readers_time_zone()
    {
        var store = Store(Time(1, 2));
        await using var host = await ExplorerHost.StartAsync(store);
        var histogram = await host.GetAsync("/api/discover/histogram?t=2026-11-25T00:00Z..2026-11-25T02:00Z&tz=Europe/Berlin&interval=1h");

        JsonAssert.Equal($$$$$$$$"""
            {"field":"@timestamp","fixed_interval":"1h","time_zone":"Europe/Berlin","min_doc_count":0,"extended_bounds":{"min":{{{{{{{{Start}}}}}}}},"max":{{{{{{{{Start + 2 * Hour - 1}}}}}}}}}}
            """, Assert.Single(store.Searches)["aggs"]!["time"]!["date_histogram"], "request");
        JsonAssert.Equal($$$$$$$$"""
            [{"at":{{{{{{{{Start}}}}}}}},"count":1,"previous":null,"split":null},{"at":{{{{{{{{Start + Hour}}}}}}}},"count":2,"previous":null,"split":null}]
            """, histogram["buckets"], "buckets");
        Assert.Equal(3, histogram["total"]!.GetValue<long>());
        JsonAssert.Equal("""{"text":"1h","label":"1 hour","ms":3600000,"calendar":false,"auto":false}""", histogram["interval"], "interval");
        Assert.Equal("/logstash-*/_search", histogram["requests"]![0]!["path"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_split_gives_five_values_and_an_exact_other()
    {
        var store = Store(FakeStore.Hits(13, $$$$$$$$"""
            {"time":{"buckets":[{"key":{{{{{{{{Start}}}}}}}},"doc_count":10},{"key":{{{{{{{{Start + Hour}}}}}}}},"doc_count":3}]},
             "split":{"buckets":[{"key":"acme","doc_count":8,"time":{"buckets":[{"key":{{{{{{{{Start}}}}}}}},"doc_count":7},{"key":{{{{{{{{Start + Hour}}}}}}}},"doc_count":1}]}}]}}
            """));
        await using var host = await ExplorerHost.StartAsync(store);
        var histogram = await host.GetAsync("/api/discover/histogram?t=2026-11-25T00:00..2026-11-25T02:00&interval=1h&split=customer");
        JsonAssert.Equal("""
            [{"value":"acme","label":"acme","other":false,"count":8,"filter":"customer:acme"},{"value":null,"label":"Other","other":true,"count":5,"filter":null}]
            """, histogram["series"], "series");
        JsonAssert.Equal("[[7,3],[1,2]]", new JsonArray([.. histogram["buckets"]!.AsArray().Select(bucket => bucket!["split"]!.DeepClone())]), "split");
    }

    [Fact]
    public async Task The_compared_range_is_laid_over_as_a_whole()
    {
        // The earlier range begins between two bars: its first bucket begins before it and counts for the first bar.
        var earlier = Start - 2 * Hour;
        var store = Store(Time(1, 2)).OnSearch("2026-11-24T22:00:00.000Z", FakeStore.Hits(6, $$$$$$$$"""
            {"time":{"buckets":[{"key":{{{{{{{{earlier - 1000}}}}}}}},"doc_count":1},{"key":{{{{{{{{earlier}}}}}}}},"doc_count":2},{"key":{{{{{{{{earlier + Hour}}}}}}}},"doc_count":3}]}}
            """));
        store.OnSearch("\"begin\"", FakeStore.Hits(9, """{"begin":{"value":0}}"""));
        await using var host = await ExplorerHost.StartAsync(store);
        var histogram = await host.GetAsync("/api/discover/histogram?t=2026-11-25T00:00..2026-11-25T02:00&interval=1h&compare=previous");
        Assert.Equal([3L, 3L], histogram["buckets"]!.AsArray().Select(bucket => bucket!["previous"]!.GetValue<long>()));
        Assert.Equal((6, -0.5), (histogram["compare"]!["total"]!.GetValue<long>(), histogram["compare"]!["change"]!.GetValue<double>()));
    }

    [Fact]
    public async Task An_empty_range_says_where_the_data_is()
    {
        var first = new DateTimeOffset(2015, 5, 17, 10, 5, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        var last = new DateTimeOffset(2015, 5, 20, 21, 5, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        var store = Store(FakeStore.Empty)
            .OnSearch("\"first\"", FakeStore.Empty)
            .OnSearch("match_all", FakeStore.Hits(10_000, $$$$$$$$"""{"first":{"value":{{{{{{{{first}}}}}}}}},"last":{"value":{{{{{{{{last}}}}}}}}}}"""));
        await using var host = await ExplorerHost.StartAsync(store);
        var elsewhere = (await host.GetAsync("/api/discover/histogram?q=status:999"))["elsewhere"]!;
        Assert.Null(elsewhere["matching"]);
        JsonAssert.Equal("""
            {"count":10000,"first":"2015-05-17T10:05:00Z","last":"2015-05-20T21:05:00Z","t":"2015-05-17..2015-05-20"}
            """, elsewhere["all"], "all");
    }

    [Fact]
    public async Task A_pattern_without_indices_is_empty_and_no_error()
    {
        await using var host = await ExplorerHost.StartAsync(new FakeStore().On("/_mapping", "{}")
            .On("/_search", """{"took":0,"hits":{"total":{"value":0,"relation":"eq"},"hits":[]}}"""));
        var histogram = await host.GetAsync("/api/discover/histogram");
        Assert.Empty(histogram["buckets"]!.AsArray());
        JsonAssert.Equal("""{"matching":null,"all":null}""", histogram["elsewhere"], "elsewhere");
    }

    private static string Time(long first, long second) => FakeStore.Hits(first + second, $$$$$$$$"""
        {"time":{"buckets":[{"key":{{{{{{{{Start}}}}}}}},"doc_count":{{{{{{{{first}}}}}}}}},{"key":{{{{{{{{Start + Hour}}}}}}}},"doc_count":{{{{{{{{second}}}}}}}}}]}}
        """);

    private static FakeStore Store(string search) => new FakeStore().On("/_mapping", Some.Mapping).On("/_search", search);
}

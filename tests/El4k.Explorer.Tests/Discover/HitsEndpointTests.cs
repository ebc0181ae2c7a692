using System.Net;

namespace El4k.Explorer.Tests.Discover;

public sealed class HitsEndpointTests
{
    private const string Hit = """{"_index":"logstash-a","_id":"1","_source":{"@timestamp":"2026-11-25T12:00:00.123Z","customer":"acme","context":{"template":"x"}}}""";

    [Fact]
    public async Task Rows_are_flat_and_newest_first()
    {
        var store = Store(FakeStore.Hits(1, hits: Hit));
        await using var host = await ExplorerHost.StartAsync(store);
        var hits = await host.GetAsync("/api/discover/hits?cols=customer,context.template");
        JsonAssert.Equal("""
            {"index":"logstash-a","id":"1","at":1795608000123,"fields":{"@timestamp":"2026-11-25T12:00:00.123Z","customer":"acme","context.template":"x"},"cut":[]}
            """, hits["hits"]![0], "hit");
        Assert.Null(hits["next"]);
        var search = Assert.Single(store.Searches);
        JsonAssert.Equal("""[{"@timestamp":{"order":"desc","unmapped_type":"date"}}]""", search["sort"], "sort");
        JsonAssert.Equal("""["customer","context.template","@timestamp"]""", search["_source"], "source");
        Assert.True(search["track_total_hits"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Another_order_uses_the_exact_name_and_breaks_ties_by_time()
    {
        var store = Store(FakeStore.Empty);
        await using var host = await ExplorerHost.StartAsync(store);
        await host.GetAsync("/api/discover/hits?sort=customer");
        JsonAssert.Equal("""
            [{"customer.keyword":{"order":"asc","unmapped_type":"keyword"}},{"@timestamp":{"order":"desc","unmapped_type":"date"}}]
            """, Assert.Single(store.Searches)["sort"], "sort");
    }

    [Fact]
    public async Task The_next_page_goes_on_in_the_range_of_the_first()
    {
        var store = Store(FakeStore.Hits(3, hits: $"{Hit},{Hit}"));
        await using var host = await ExplorerHost.StartAsync(store);
        var first = await host.GetAsync("/api/discover/hits?size=2&t=-1h");
        store.On("/_search", FakeStore.Hits(3, hits: Hit));
        var second = await host.GetAsync($"/api/discover/hits?size=2&t=-5m&after={first["next"]}");
        Assert.Null(second["next"]);
        Assert.Null(second["end"]);
        var searches = store.Searches.ToList();
        Assert.Equal(2, searches[1]["from"]!.GetValue<int>());
        Assert.Equal(searches[0]["query"]!.ToJsonString(), searches[1]["query"]!.ToJsonString());
    }

    [Fact]
    public async Task A_list_that_is_cut_says_so()
    {
        var store = Store(FakeStore.Hits(20_000, hits: string.Join(',', Enumerable.Repeat(Hit, 500))));
        await using var host = await ExplorerHost.StartAsync(store);
        string? after = null;
        for (var page = 0; page < 20; page++)
        {
            var answer = await host.GetAsync($"/api/discover/hits?size=500&after={after}");
            after = answer["next"]?.GetValue<string>();
            Assert.Equal(page == 19, after is null);
            Assert.Equal(page == 19, answer["end"] is not null);
        }
    }

    [Theory]
    [InlineData("sort=nothing", "sort")]
    [InlineData("sort=-message", "sort")]
    [InlineData("size=501", "size")]
    [InlineData("after=x", "after")]
    [InlineData("tz=Nowhere", "tz")]
    public async Task What_cannot_be_understood_is_400_and_names_the_parameter(string query, string parameter)
    {
        await using var host = await ExplorerHost.StartAsync(Store(FakeStore.Empty));
        Assert.Equal(parameter, (await host.GetAsync("/api/discover/hits?" + query, HttpStatusCode.BadRequest))["error"]!["parameter"]!.GetValue<string>());
    }

    private static FakeStore Store(string search) => new FakeStore().On("/_mapping", Some.Mapping).On("/_search", search);
}

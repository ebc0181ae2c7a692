namespace El4k.Explorer.Tests.Status;

public sealed class StatusEndpointTests
{
    private const string Info = """{"name":"el4k","version":{"number":"3.0.0","distribution":"opensearch"}}""";

    [Fact]
    public async Task An_empty_store_offers_commands_for_a_first_event()
    {
        await using var host = await ExplorerHost.StartAsync(new FakeStore().On("/", Info).On("/_search", FakeStore.Empty));
        var status = await host.GetAsync("/api/status");
        JsonAssert.Equal("""{"reachable":true,"url":"http://store:9200","name":"el4k","distribution":"opensearch","version":"3.0.0","error":null}""", status["store"], "store");
        Assert.Null(status["data"]);
        Assert.Equal("-24h", status["defaultRange"]!.GetValue<string>());
        Assert.Contains("9601", status["firstEvent"]![0]!["command"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-11-25T10:00:00Z", "-24h")]
    [InlineData("2026-11-20T10:00:00Z", "-7d")]
    [InlineData("2026-11-01T10:00:00Z", "-30d")]
    [InlineData("2015-05-20T21:05:59Z", "2015-05-17..2015-05-20")]
    public async Task A_page_opens_with_a_range_that_has_data(string last, string expected)
    {
        var first = DateTimeOffset.Parse("2015-05-17T10:05:00Z", null).ToUnixTimeMilliseconds();
        var end = DateTimeOffset.Parse(last, null).ToUnixTimeMilliseconds();
        await using var host = await ExplorerHost.StartAsync(new FakeStore().On("/", Info)
            .On("/_search", FakeStore.Hits(7, $$$$$$$$"""{"first":{"value":{{{{{{{{first}}}}}}}}.0},"last":{"value":{{{{{{{{end}}}}}}}}.0}}""")));
        var status = await host.GetAsync("/api/status");
        Assert.Equal(expected, status["defaultRange"]!.GetValue<string>());
        Assert.Equal(7, status["data"]!["count"]!.GetValue<long>());
    }

    [Fact]
    public async Task What_is_no_store_at_all_is_said_so_too()
    {
        await using var host = await ExplorerHost.StartAsync(new FakeStore().On("/", "{}"));
        var status = await host.GetAsync("/api/status");
        Assert.False(status["store"]!["reachable"]!.GetValue<bool>());
        Assert.Contains("no Elasticsearch or OpenSearch store", status["store"]!["error"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_is_away_is_said_so_and_no_error()
    {
        await using var host = await ExplorerHost.StartAsync(new FakeStore().Unreachable());
        var status = await host.GetAsync("/api/status");
        Assert.False(status["store"]!["reachable"]!.GetValue<bool>());
        Assert.Contains("Connection refused", status["store"]!["error"]!.GetValue<string>(), StringComparison.Ordinal);
    }
}

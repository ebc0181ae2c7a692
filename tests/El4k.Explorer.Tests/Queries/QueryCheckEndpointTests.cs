namespace El4k.Explorer.Tests.Queries;

public sealed class QueryCheckEndpointTests
{
    [Theory]
    [InlineData("status:>500", """{"ok":true,"error":null,"warnings":[]}""")]
    [InlineData("(a", """{"ok":false,"error":{"message":"The closing parenthesis for this one is missing.","parameter":"q","position":0,"length":1,"suggestion":"(a)"},"warnings":[]}""")]
    [InlineData("statuss:5", """{"ok":true,"error":null,"warnings":[{"message":"No document has a field “statuss”. Did you mean “status”?","parameter":"q","position":0,"length":7,"suggestion":"status:5"}]}""")]
    public async Task A_query_is_judged_without_being_run(string query, string expected)
    {
        var store = new FakeStore().On("/_mapping", Some.Mapping);
        await using var host = await ExplorerHost.StartAsync(store);
        JsonAssert.Equal(expected, await host.GetAsync("/api/query/check?q=" + Uri.EscapeDataString(query)), query);
        Assert.Empty(store.Searches);
    }

    [Fact]
    public async Task A_time_range_is_explained()
    {
        await using var host = await ExplorerHost.StartAsync(new FakeStore());
        JsonAssert.Equal("""
            {"from":"2026-10-31T23:00:00Z","to":"2026-11-01T23:00:00Z","text":"2026-11-01","label":"1 Nov 2026","tz":"Europe/Berlin"}
            """, await host.GetAsync("/api/time/check?t=2026-11-01&tz=Europe/Berlin"), "range");
    }
}

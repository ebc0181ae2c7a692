using System.Net;

namespace El4k.Explorer.Tests.Fields;

public sealed class TopValuesEndpointTests
{
    [Fact]
    public async Task Top_values_are_counted_on_the_exact_twin_and_the_rest_is_exact()
    {
        var store = Store().On("/_search", FakeStore.Hits(12, """
            {"values":{"buckets":[{"key":"acme","doc_count":6},{"key":"a, b","doc_count":2}]},"with_field":{"doc_count":10},"distinct":{"value":4}}
            """));
        await using var host = await ExplorerHost.StartAsync(store);
        var top = await host.GetAsync("/api/fields/customer/top?size=2&t=-7d&f=status:500");

        JsonAssert.Equal("""
            [{"value":"acme","label":"acme","count":6,"share":0.6,"filter":"customer:acme"},{"value":"a, b","label":"a, b","count":2,"share":0.2,"filter":"customer:\"a, b\""}]
            """, top["values"], "values");
        JsonAssert.Equal("""{"count":2,"share":0.2}""", top["other"], "other");
        Assert.Equal((12, 10, 4), (top["documents"]!.GetValue<long>(), top["withField"]!.GetValue<long>(), top["distinct"]!.GetValue<long>()));
        var search = Assert.Single(store.Searches);
        JsonAssert.Equal("""{"field":"customer.keyword","size":2}""", search["aggs"]!["values"]!["terms"], "terms");
        JsonAssert.Equal("""{"term":{"status":500}}""", search["query"]!["bool"]!["filter"]![1], "filter");
    }

    [Fact]
    public async Task A_number_has_statistics_and_values_that_stay_numbers()
    {
        await using var host = await ExplorerHost.StartAsync(Store().On("/_search", FakeStore.Hits(3, """
            {"values":{"buckets":[{"key":500,"doc_count":3}]},"with_field":{"doc_count":3},"distinct":{"value":1},
             "min":{"value":500},"max":{"value":500},"avg":{"value":500.0},"sum":{"value":1500.0},"percentiles":{"values":{"50.0":500.0,"95.0":500.0}}}
            """)));
        var top = await host.GetAsync("/api/fields/status/top");
        JsonAssert.Equal("""{"min":500,"max":500,"avg":500,"p50":500,"p95":500,"sum":1500}""", top["stats"], "stats");
        JsonAssert.Equal("500", top["values"]![0]!["value"], "value");
    }

    [Fact]
    public async Task A_boolean_is_shown_and_filtered_as_true_and_false()
    {
        await using var host = await ExplorerHost.StartAsync(Store().On("/_search", FakeStore.Hits(3, """
            {"values":{"buckets":[{"key":1,"key_as_string":"true","doc_count":3}]},"with_field":{"doc_count":3},"distinct":{"value":1}}
            """)));
        JsonAssert.Equal("""{"value":true,"label":"true","count":3,"share":1,"filter":"failed:true"}""", (await host.GetAsync("/api/fields/failed/top"))["values"]![0], "true");
    }

    [Fact]
    public async Task An_unknown_field_is_404_and_names_the_nearest()
    {
        await using var host = await ExplorerHost.StartAsync(Store());
        var error = (await host.GetAsync("/api/fields/custmer/top", HttpStatusCode.NotFound))["error"]!;
        Assert.Contains("“customer”", error["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/fields/message/top", "name")]
    [InlineData("/api/fields/status/top?size=0", "size")]
    [InlineData("/api/fields/status/top?t=7d", "t")]
    [InlineData("/api/fields/status/top?q=(", "q")]
    [InlineData("/api/fields/status/top?f=a:b&f=status:x", "f[1]")]
    public async Task What_cannot_be_understood_is_400_and_names_the_parameter(string address, string parameter)
    {
        await using var host = await ExplorerHost.StartAsync(Store());
        Assert.Equal(parameter, (await host.GetAsync(address, HttpStatusCode.BadRequest))["error"]!["parameter"]!.GetValue<string>());
    }

    private static FakeStore Store() => new FakeStore().On("/_mapping", Some.Mapping);
}

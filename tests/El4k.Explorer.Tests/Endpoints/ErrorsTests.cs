using System.Net;

namespace El4k.Explorer.Tests.Endpoints;

public sealed class ErrorsTests
{
    [Fact]
    public async Task A_store_that_is_away_is_503_and_names_it()
    {
        await using var host = await ExplorerHost.StartAsync(new FakeStore().Unreachable());
        var error = (await host.GetAsync("/api/fields", HttpStatusCode.ServiceUnavailable))["error"]!;
        Assert.Contains("http://store:9200", error["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_of_the_store_is_502_with_its_reason()
    {
        await using var host = await ExplorerHost.StartAsync(new FakeStore().On("/_mapping", Some.Mapping)
            .On("/_search", """{"error":{"type":"too_many_buckets_exception","reason":"too many buckets"},"status":400}""", HttpStatusCode.BadRequest));
        Assert.Contains("too many buckets", (await host.GetAsync("/api/discover/hits", HttpStatusCode.BadGateway))["error"]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api")]
    [InlineData("/api/nothing")]
    [InlineData("/api/reports/nothing")]
    public async Task An_address_that_is_none_is_404_in_json(string address)
    {
        await using var host = await ExplorerHost.StartAsync(new FakeStore().On("/_mapping", Some.Mapping));
        Assert.NotNull((await host.GetAsync(address, HttpStatusCode.NotFound))["error"]!["message"]);
    }

    [Fact]
    public async Task Answers_are_never_kept()
    {
        await using var host = await ExplorerHost.StartAsync(new FakeStore().On("/_mapping", "{}"));
        using var response = await host.Http.GetAsync(new Uri("/api/fields", UriKind.Relative));
        Assert.True(response.Headers.CacheControl!.NoStore);
    }
}

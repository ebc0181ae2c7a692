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

    [Fact]
    public async Task What_is_no_store_at_all_is_502_and_says_so()
    {
        await using var host = await ExplorerHost.StartAsync(new FakeStore().On("/", "{}"));
        Assert.Contains("no Elasticsearch or OpenSearch store", (await host.GetAsync("/api/discover/hits", HttpStatusCode.BadGateway))["error"]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"total":30,"successful":29,"failed":1,"failures":[{"index":"a","reason":{"type":"x","reason":"segment 7 is damaged"}}]}""", false, "1 of 30 parts of the data could not be read: numbers are too low. The store says: segment 7 is damaged")]
    [InlineData("""{"total":30,"successful":30,"failed":0}""", true, "The store gave up before it had read everything: numbers are too low.")]
    [InlineData("""{"total":30,"successful":30,"failed":0}""", false, null)]
    public async Task An_answer_that_lacks_a_part_of_the_data_says_so(string shards, bool late, string? expected)
    {
        var answer = $$$"""{"timed_out":{{{(late ? "true" : "false")}}},"_shards":{{{shards}}},"hits":{"total":{"value":1},"hits":[]}}""";
        await using var host = await ExplorerHost.StartAsync(new FakeStore().On("/_mapping", Some.Mapping).On("/_search", answer));
        Assert.Equal(expected, (await host.GetAsync("/api/discover/hits"))["requests"]![0]!["incomplete"]?.GetValue<string>());
        var notes = (await host.GetAsync("/api/reports/most-used"))["notes"]!.AsArray().Select(note => note!.GetValue<string>());
        Assert.Equal(expected is not null, notes.Contains(expected));
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

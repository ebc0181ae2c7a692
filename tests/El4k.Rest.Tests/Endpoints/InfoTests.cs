namespace El4k.Rest.Tests.Endpoints;

public sealed class InfoTests(RestServer server) : EndpointTests(server)
{
    [Theory]
    [InlineData("Accept", "application/vnd.elasticsearch+json; compatible-with=8")]
    [InlineData("x-elastic-client-meta", "es=8.19.2,js=20,t=8.9,hc=20")]
    [InlineData("User-Agent", "Logstash/8.19.0")]
    [InlineData("User-Agent", "Elastic-filebeat/8.19.0")]
    public async Task Clients_of_the_Elasticsearch_family_meet_Elasticsearch(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation(header, value);
        using var response = await Server.Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();

        Assert.Contains("You Know, for Search", text, StringComparison.Ordinal);
        Assert.Contains("\"build_flavor\":\"default\"", text, StringComparison.Ordinal);
        Assert.Equal(header == "Accept" ? "application/vnd.elasticsearch+json" : "application/json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Everybody_else_meets_OpenSearch()
    {
        var info = await OkAsync("GET", "/");

        Assert.Equal("opensearch", Text(info, "version", "distribution"));
        Assert.Contains("OpenSearch", Text(info, "tagline"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logstash_finds_an_active_licence() => Assert.Equal("active", Text(await OkAsync("GET", "/_license"), "license", "status"));

    [Fact]
    public async Task A_ping_has_no_body()
    {
        using var response = await Server.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/"));

        Assert.True(response.IsSuccessStatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("POST", "/a/_frobnicate?x=1")]
    [InlineData("GET", "/_field_caps")]
    [InlineData("DELETE", "/_nodes")]
    [InlineData("PUT", "/_index_template/logs.daily")]
    public async Task An_unknown_route_is_answered_in_plain_words(string method, string path)
    {
        var (status, answer) = await Server.SendAsync(method, path);

        Assert.Equal(400, (int)status);
        Assert.Equal($"no handler found for uri [{path}] and method [{method}]", Text(answer, "error"));
    }
}

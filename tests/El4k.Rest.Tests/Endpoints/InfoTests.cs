using System.Text.Json.Nodes;

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
    [InlineData("POST", "/_msearch")]
    public async Task An_unknown_route_is_answered_in_plain_words(string method, string path)
    {
        var (status, answer) = await Server.SendAsync(method, path);

        Assert.Equal(400, (int)status);
        Assert.Equal($"no handler found for uri [{path}] and method [{method}]", Text(answer, "error"));
    }

    [Theory]
    [InlineData("PATCH", "/", "GET, HEAD")]
    [InlineData("PATCH", "/a?pretty", "DELETE, GET, HEAD, PUT")]
    [InlineData("PATCH", "/logs.daily", "DELETE, GET, HEAD, PUT")]
    [InlineData("DELETE", "/a/_search", "GET, POST")]
    [InlineData("PATCH", "/a/_doc/1", "DELETE, GET, HEAD, POST, PUT")]
    [InlineData("PUT", "/_cluster/health", "GET, HEAD")]
    public async Task A_method_that_a_known_path_does_not_take_is_refused_with_those_that_it_takes(string method, string path, string allowed)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await Server.Http.SendAsync(request);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

        Assert.Equal(405, (int)response.StatusCode);
        Assert.Equal(allowed.Split(", "), response.Content.Headers.Allow);
        Assert.Equal($"Incorrect HTTP method for uri [{path}] and method [{method}], allowed: [{allowed}]", (string?)answer["error"]);
    }
}

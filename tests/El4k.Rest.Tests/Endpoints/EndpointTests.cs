using System.Net;
using System.Text.Json.Nodes;

namespace El4k.Rest.Tests.Endpoints;

/// <summary>One server for the tests of one class; a test takes index names of its own.</summary>
public abstract class EndpointTests(RestServer server) : IClassFixture<RestServer>
{
    protected RestServer Server => server;

    protected async Task<JsonNode> OkAsync(string method, string path, string? body = null)
    {
        var (status, answer) = await server.SendAsync(method, path, body);
        Assert.True((int)status is 200 or 201, $"{method} {path}: {(int)status} {answer.ToJsonString()}");
        return answer;
    }

    protected async Task FailsAsync(HttpStatusCode expected, string type, string method, string path, string? body = null)
    {
        var (status, answer) = await server.SendAsync(method, path, body);
        Assert.Equal(expected, status);
        Assert.Equal((int)expected, answer["status"]!.GetValue<int>());
        Assert.Equal(type, answer["error"]!["type"]!.GetValue<string>());
        Assert.Equal(type, answer["error"]!["root_cause"]![0]!["type"]!.GetValue<string>());
    }

    protected static string Text(JsonNode node, params object[] path) =>
        path.Aggregate(node, (at, step) => (step is int index ? at[index] : at[(string)step])!).ToString();
}

using System.Text.Json.Nodes;
using El4k.EndToEnd.Tests.Support;
using El4k.Testing;

namespace El4k.EndToEnd.Tests;

/// <summary>The sample service beside the stack: its requests answer the five questions.</summary>
public sealed class SampleTests
{
    private const int Requests = 400;

    [Fact]
    public async Task Reports_answers_the_five_questions_from_the_samples_traffic()
    {
        using var data = new TemporaryFolder();
        await using var el4k = await El4kProcess.UpAsync(data.Path);
        var address = new Dictionary<string, string>
        {
            ["EL4K_ADDRESS"] = "127.0.0.1",
            ["EL4K_TCP_PORT"] = el4k.TcpPort.ToString(),
            ["EL4K_UDP_PORT"] = el4k.UdpPort.ToString(),
        };
        await using var sample = El4kProcess.StartProgram("samples/Reports.Api", "Reports.Api.dll", address, "--urls", "http://127.0.0.1:0", "--traffic", Requests.ToString());
        using var store = new StoreClient(el4k.Rest);

        await store.UntilCountAsync(Requests, "logstash-reports-*", "kind:request");

        using var explorer = new HttpClient { BaseAddress = el4k.Explorer };
        foreach (var name in new[] { "most-used", "database", "time-per-api", "time-per-customer", "unusual-users" })
        {
            var report = JsonNode.Parse(await explorer.GetStringAsync($"/api/reports/{name}?t=-1h"))!;
            Assert.NotEqual("", report["answer"]!.GetValue<string>());
            Assert.True(report["rows"]!.AsArray().Count > 0, $"{name} has no rows: {report["answer"]}");
        }

        var shape = (await store.SearchAsync("logstash-reports-*", """{"size":1,"query":{"bool":{"filter":[{"term":{"kind.keyword":"request"}},{"term":{"status":200}}]}}}"""))["hits"]!["hits"]![0]!["_source"]!;
        Assert.All(["route", "customer", "user", "status", "duration", "db_ms", "report"], field => Assert.NotNull(shape[field]));
        Assert.Contains("{", (await RoutesAsync(store)).First(route => route.Contains('/')), StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<string>> RoutesAsync(StoreClient store) =>
        (await store.SearchAsync("logstash-reports-*", """{"size":0,"aggs":{"r":{"terms":{"field":"route.keyword"}}}}"""))["aggregations"]!["r"]!["buckets"]!.AsArray()
            .Select(bucket => bucket!["key"]!.GetValue<string>());
}

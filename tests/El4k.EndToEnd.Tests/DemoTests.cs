using El4k.EndToEnd.Tests.Support;
using El4k.Testing;

namespace El4k.EndToEnd.Tests;

/// <summary><c>el4k demo</c> against a running stack.</summary>
public sealed class DemoTests
{
    [Fact]
    public async Task A_month_of_traffic_arrives_whole_and_is_not_sent_twice_by_mistake()
    {
        using var data = new TemporaryFolder();
        await using var el4k = await El4kProcess.UpAsync(data.Path);
        string[] ports = ["--tcp-port", el4k.TcpPort.ToString(), "--rest-port", el4k.Rest.Port.ToString()];
        await using var demo = El4kProcess.Start(["demo", "--runs", "5000", .. ports]);

        Assert.Equal(0, await demo.ExitCodeAsync());
        using var store = new StoreClient(el4k.Rest);
        var days = await store.SearchAsync("logstash-reports-*", """{"size":0,"track_total_hits":true,"aggs":{"d":{"date_histogram":{"field":"@timestamp","calendar_interval":"day","min_doc_count":1}}}}""");
        Assert.InRange(days["hits"]!["total"]!["value"]!.GetValue<int>(), 5000, 9000);
        Assert.InRange(days["aggregations"]!["d"]!["buckets"]!.AsArray().Count, 30, 31);

        await using var again = El4kProcess.Start(["demo", "--runs", "5000", .. ports]);
        Assert.Equal(1, await again.ExitCodeAsync());
        Assert.Contains("--again", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_collector_it_says_what_to_start()
    {
        await using var demo = El4kProcess.Start("demo", "--tcp-port", "1", "--rest-port", "1");

        Assert.Equal(1, await demo.ExitCodeAsync());
        Assert.Contains("el4k up", demo.Output, StringComparison.Ordinal);
    }
}

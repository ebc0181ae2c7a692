using System.Net;
using System.Text.Json;
using El4k.Client.Accounting;
using El4k.Testing;
using Xunit.Abstractions;

namespace El4k.Client.Tests;

public sealed class MetricDeliveryTests : IDisposable
{
    private readonly CollectorStub _collector = new();
    private readonly ITestOutputHelper _output;

    public MetricDeliveryTests(ITestOutputHelper output) => _output = output;

    [Fact]
    public async Task One_metric_travels_alone_and_several_as_an_array()
    {
        using var test = new TestClient(_collector);
        test.Client.Metric("job", 12, ("customer", "acme"), ("rows", 3));
        await _collector.HasMetricsAsync(1);
        Assert.Equal((byte)'{', _collector.Datagrams[0][0]);
        Assert.Equal(12, _collector.Metrics[0].GetProperty("duration").GetInt64());

        test.Client.Metric("job");
        test.Client.Metric("job");
        Assert.True(await test.Client.FlushAsync());
        await _collector.HasMetricsAsync(3);
        Assert.Equal((byte)'[', _collector.Datagrams[1][0]);
        Assert.Equal((byte)']', _collector.Datagrams[1][^1]);
    }

    [Fact]
    public async Task Whatever_is_sent_no_datagram_exceeds_its_limit_and_nothing_is_lost()
    {
        var random = new Random(11);
        using var test = new TestClient(_collector);
        const int Count = 3000;
        for (var i = 0; i < Count; i++)
        {
            var text = new string((char)random.Next(32, 0x3000), random.Next(random.Next(1, 3000)));
            test.Client.Metric("m", ("number", i), ("text", text), ("flag", i % 2 == 0), ("real", random.NextDouble()));
            if (i % 500 == 0)
            {
                await test.Client.FlushAsync();
            }
        }

        await test.Client.FlushAsync();
        await _collector.HasMetricsAsync(Count);
        Assert.All(_collector.Datagrams, datagram => Assert.InRange(datagram.Length, 1, 1400));
        Assert.Equal(Enumerable.Range(0, Count), _collector.Metrics.Select(metric => metric.GetProperty("number").GetInt32()));
        var cut = _collector.Metrics.Count(metric => metric.TryGetProperty("truncated", out _));
        Assert.Equal(cut, test.Client.Statistics.Truncated);
        Assert.InRange(cut, 1, Count - 1);
        Assert.Equal((Count, _collector.Datagrams.Count), (test.Client.Statistics.Sent, test.Client.Statistics.Datagrams));
        Assert.Equal(_collector.Datagrams.Sum(datagram => datagram.Length), test.Client.Statistics.SentBytes);
    }

    [Fact]
    public async Task A_burst_of_a_hundred_thousand_metrics_within_a_second_is_taken_and_sent_whole()
    {
        const int Count = 100_000;
        const int PerStep = 1000;
        using var test = new TestClient(_collector);
        for (var i = 0; i < Count; i++)
        {
            test.Client.Metric("m", ("number", i), ("customer", "acme"), ("route", "/reports/{id}"));
            if (i % PerStep == 0)
            {
                // A hundred steps of ten milliseconds, or longer where the machine gives the sender no time.
                await Task.Delay(TimeSpan.FromMilliseconds(10));
                await Eventually.HoldsAsync(() => test.Client.Statistics.Sent > i - 8000, () => $"{i - 8000} sent, have {test.Client.Statistics.Sent}");
            }
        }

        await test.Client.FlushAsync();
        var statistics = test.Client.Statistics;
        Assert.Equal(Count, statistics.Sent + statistics.DroppedFull);
        Assert.Equal(0, statistics.DroppedFull);

        // On a busy machine the system may drop what the stub does not read in time, so only what came is looked at.
        await _collector.HasMetricsAsync(1000);
        var numbers = _collector.Metrics.Select(metric => metric.GetProperty("number").GetInt32()).ToList();
        Assert.Equal(numbers.Distinct().Order(), numbers);
        _output.WriteLine($"{numbers.Count} of {Count} metrics received in {statistics.Datagrams} datagrams sent");
    }

    [Fact]
    public void A_full_ring_drops_the_newest_and_counts_each()
    {
        var time = new ManualTime(Records.Moment);
        using var test = new TestClient(_collector, options => options.MetricQueueCapacity = 32, time);
        for (var i = 0; i < 1000; i++)
        {
            test.Client.Metric("m", ("number", i));
        }

        Assert.Equal(1000 - (256 / 2), test.Client.Statistics.DroppedFull);
    }

    [Fact]
    public async Task A_collector_that_is_not_there_is_known_by_its_refusals()
    {
        var port = FreeUdpPort();
        using var test = new TestClient(_collector, options => options.UdpPort = port);
        for (var i = 0; i < 20; i++)
        {
            test.Client.Metric("m");
            await test.Client.FlushAsync();
        }

        var statistics = test.Client.Statistics;
        Assert.Equal(20, statistics.Sent);
        Assert.InRange(statistics.Refused, 10, 20);
    }

    [Fact]
    public async Task Metrics_wait_in_the_ring_until_the_collectors_name_is_known()
    {
        var known = new TaskCompletionSource<IPAddress[]>();
        using var test = new TestClient(_collector, options => options.Address = "collector.internal", lookUp: (_, _) => known.Task);
        test.Client.Metric("early", ("number", 1));
        using (var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(100)))
        {
            Assert.False(await test.Client.FlushAsync(soon.Token));
        }

        Assert.Empty(_collector.Datagrams);
        known.SetResult([IPAddress.Loopback]);
        Assert.True(await test.Client.FlushAsync());
        await _collector.HasMetricsAsync(1);
    }

    [Fact]
    public async Task When_the_first_address_refuses_the_next_is_tried()
    {
        // An IPv4 address of this machine on which nobody listens, then the one the stub has.
        IPAddress[] addresses = [IPAddress.Parse("127.0.0.77"), IPAddress.Loopback];
        using var test = new TestClient(_collector, options => options.Address = "collector.internal", lookUp: (_, _) => Task.FromResult(addresses.ToArray()));
        await Eventually.HoldsAsync(
            () =>
            {
                test.Client.Metric("m");
                test.Client.FlushAsync().Wait();
                return _collector.Datagrams.Count > 0;
            },
            () => "a datagram on the second address");
    }

    [Fact]
    public async Task Ten_seconds_after_the_first_record_the_account_is_sent_and_then_there_is_silence()
    {
        var time = new ManualTime(Records.Moment);
        using var test = new TestClient(_collector, time: time);
        test.Client.Metric("m", ("text", new string('x', 2000)));
        test.Client.Metric("m");
        time.Advance(TimeSpan.FromSeconds(1));
        await _collector.HasMetricsAsync(2);
        time.Advance(ClientStats.Every + TimeSpan.FromSeconds(1));
        await _collector.HasMetricsAsync(3);

        var stats = _collector.Metrics[^1];
        Assert.Equal("client_stats", stats.GetProperty("kind").GetString());
        Assert.Equal((2, 2, 1), (Number(stats, "sent"), Number(stats, "datagrams"), Number(stats, "cut")));
        Assert.StartsWith("127.0.0.1:", stats.GetProperty("udp_source").GetString(), StringComparison.Ordinal);

        time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(0, time.SetTimers);
        Assert.Equal(3, _collector.Metrics.Count);
    }

    [Fact]
    public async Task The_account_travels_by_TCP_when_that_is_open()
    {
        using var test = new TestClient(_collector);
        test.Client.Log(MonologLevel.Info, "c", "m");
        test.Client.Metric("m");
        await test.Client.FlushAsync();
        test.Dispose();
        await _collector.HasLinesAsync(2);
        var stats = JsonDocument.Parse(_collector.Lines[^1]).RootElement;
        Assert.Equal("client_stats", stats.GetProperty("kind").GetString());
        Assert.Equal((1, 1), (Number(stats, "sent"), Number(stats, "log_tcp")));
        Assert.Single(_collector.Metrics);
    }

    public void Dispose() => _collector.Dispose();

    private static long Number(JsonElement record, string name) => record.GetProperty(name).GetInt64();

    private static int FreeUdpPort()
    {
        using var stub = new CollectorStub();
        return stub.UdpPort;
    }
}

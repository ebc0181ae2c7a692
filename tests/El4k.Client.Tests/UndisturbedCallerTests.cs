using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using El4k.Testing;

namespace El4k.Client.Tests;

public sealed class UndisturbedCallerTests
{
    private const int Calls = 5000;

    // Far above what the calls take on the busiest machine, and far below what they would if only one in a hundred waited for the network.
    private static readonly TimeSpan Bearable = TimeSpan.FromSeconds(10);

    [Fact]
    public void A_collector_that_refuses_is_not_felt()
    {
        using var gone = new CollectorStub();
        gone.Dispose();
        AssertUndisturbed(gone.TcpPort, gone.UdpPort);
    }

    [Fact]
    public void A_collector_that_does_not_answer_is_not_felt()
    {
        // A backlog that is full swallows connection attempts without an answer.
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);
        using var first = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using var second = new Socket(SocketType.Stream, ProtocolType.Tcp);
        _ = first.ConnectAsync(listener.LocalEndPoint!);
        _ = second.ConnectAsync(listener.LocalEndPoint!);
        AssertUndisturbed(((IPEndPoint)listener.LocalEndPoint!).Port, udpPort: 9);
    }

    [Fact]
    public void A_name_that_does_not_exist_is_not_felt() =>
        AssertUndisturbed(1, 1, "collector.internal", (_, _) => Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound)));

    [Fact]
    public void A_name_server_that_does_not_answer_is_not_felt() =>
        AssertUndisturbed(1, 1, "collector.internal", (_, _) => new TaskCompletionSource<IPAddress[]>().Task);

    [Fact]
    public void A_name_server_that_blocks_its_caller_is_not_felt()
    {
        using var release = new ManualResetEventSlim();
        AssertUndisturbed(1, 1, "collector.internal", (_, _) =>
        {
            release.Wait(TimeSpan.FromSeconds(10), CancellationToken.None);
            return Task.FromResult<IPAddress[]>([IPAddress.Loopback]);
        });
        release.Set();
    }

    [Fact]
    public void A_standard_error_that_is_closed_is_not_felt()
    {
        using var gone = new CollectorStub();
        gone.Dispose();
        var closed = new MemoryStream();
        closed.Dispose();
        using var test = new TestClient(gone, options => options.FlushTimeout = TimeSpan.FromSeconds(3), standardError: closed);
        test.Client.Log(MonologLevel.Info, "c", "m");
        test.Dispose();
        Assert.Equal(1, test.Client.Statistics.LogDropped);
    }

    [Fact]
    public void Options_that_cannot_be_used_switch_the_client_off_and_are_named()
    {
        using var test = new TestClient(null, options =>
        {
            options.TcpPort = -1;
            options.MaxDatagramBytes = 1;
        });
        test.Client.Metric("m");
        test.Client.Log(MonologLevel.Info, "c", "m");
        Assert.False(test.Client.IsEnabled);
        Assert.Contains("TcpPort is -1", test.StandardError, StringComparison.Ordinal);
        Assert.Contains("MaxDatagramBytes is 1", test.StandardError, StringComparison.Ordinal);
        Assert.Equal(0, test.Client.Statistics.LogDropped);
    }

    [Fact]
    public async Task Null_where_text_is_expected_is_no_reason_to_fail()
    {
        using var collector = new CollectorStub();
        using var test = new TestClient(collector);
        test.Client.Metric(null!, (null!, "x"), default);
        test.Client.Log((MonologLevel)7, null!, null!, null, (null!, 1));
        await test.Client.FlushAsync();
        await collector.HasMetricsAsync(1);
        Assert.Single(collector.Metrics);
        Assert.InRange(test.Client.Statistics.LogTcp, 1, 2); // The second is the account of the first.
    }

    [Fact]
    public void After_disposal_records_are_dropped_and_counted()
    {
        using var collector = new CollectorStub();
        using var test = new TestClient(collector);
        test.Dispose();
        test.Client.Metric("m");
        test.Client.Log(MonologLevel.Info, "c", "m");
        test.Dispose();
        Assert.Equal((0, 1, 1), (test.Client.Statistics.Sent, test.Client.Statistics.DroppedFull, test.Client.Statistics.LogDropped));
    }

    [Fact]
    public void Making_a_client_opens_nothing_and_looks_nothing_up()
    {
        var lookUps = 0;
        using var collector = new CollectorStub();
        using (var test = new TestClient(collector, options => options.Address = "collector.internal", lookUp: (_, _) =>
        {
            Interlocked.Increment(ref lookUps);
            return Task.FromResult<IPAddress[]>([IPAddress.Loopback]);
        }))
        {
            Assert.True(test.Client.IsEnabled);
        }

        Assert.Equal((0, 0), (lookUps, collector.ConnectionsSeen));
    }

    private static void AssertUndisturbed(
        int tcpPort, int udpPort, string address = "127.0.0.1", Func<string, CancellationToken, Task<IPAddress[]>>? lookUp = null)
    {
        var test = new TestClient(
            null,
            options =>
            {
                options.Address = address;
                options.TcpPort = tcpPort;
                options.UdpPort = udpPort;
                options.FlushTimeout = TimeSpan.FromMilliseconds(500);
            },
            lookUp: lookUp);
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < Calls; i++)
        {
            test.Client.Metric("m", i, ("customer", "acme"));
            test.Client.Log(MonologLevel.Info, "c", "m", ("number", i));
        }

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, Bearable);

        started = Stopwatch.GetTimestamp();
        test.Dispose();
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, Bearable);

        // What was taken is accounted for to the last record.
        var statistics = test.Client.Statistics;
        Assert.Equal(Calls, statistics.LogTcp + statistics.LogStderr + statistics.LogDropped);
        Assert.InRange(statistics.Sent + statistics.DroppedFull, Calls, Calls + 1);
    }
}

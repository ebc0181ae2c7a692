using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using El4k.Testing;

namespace El4k.Client.Tests;

public sealed class LogDeliveryTests : IDisposable
{
    private readonly CollectorStub _collector = new();

    [Fact]
    public async Task Logs_arrive_over_one_connection_in_their_order()
    {
        const int Count = 2000;
        using var test = new TestClient(_collector);
        Write(test, 0, Count);
        await _collector.HasLinesAsync(Count);
        Assert.Equal(Enumerable.Range(0, Count), Numbers(_collector.Lines));
        Assert.Equal(1, _collector.ConnectionsSeen);
        Assert.True(await test.Client.FlushAsync());
        Assert.Equal(Count, test.Client.Statistics.LogTcp);
        Assert.Empty(test.Spilled);
    }

    [Fact]
    public async Task A_record_does_not_wait_for_what_became_of_the_one_before_and_afterwards_there_is_silence()
    {
        var time = new ManualTime(Records.Moment);
        using var test = new TestClient(_collector, time: time);
        for (var i = 0; i < 3; i++)
        {
            Write(test, i, 1);
            time.Advance(TimeSpan.FromMilliseconds(20));
            await _collector.HasLinesAsync(i + 1);
        }

        await Eventually.HoldsAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(5));
                return time.SetTimers == 0;
            },
            () => $"no timer, have {time.SetTimers}");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_collector_that_restarts_at_once_loses_nothing(bool killed)
    {
        const int Rounds = 10;
        const int PerRound = 50;
        using var test = new TestClient(_collector);
        for (var round = 0; round < Rounds; round++)
        {
            Write(test, round * PerRound, PerRound);
            if (round % 2 == 0)
            {
                await _collector.HasLinesAsync(1);
            }

            _collector.StopTcp(killed);
            _collector.StartTcp();
        }

        Assert.True(await test.Client.FlushAsync());
        await Eventually.HoldsAsync(
            () => Numbers(_collector.Lines).Concat(Numbers(test.Spilled)).Distinct().Count() == Rounds * PerRound,
            () => $"all records, have {Numbers(_collector.Lines).Distinct().Count()} and {test.Spilled.Count} on standard error");
        Assert.Equal(0, test.Client.Statistics.LogDropped);
    }

    [Fact]
    public async Task A_record_written_after_the_collector_has_closed_an_idle_connection_arrives_over_the_next()
    {
        using var test = new TestClient(_collector);
        Write(test, 0, 1);
        await _collector.HasLinesAsync(1);
        _collector.StopTcp();
        _collector.StartTcp();
        Write(test, 1, 1);
        await _collector.HasLinesAsync(2);
        Assert.Equal([0, 1], Numbers(_collector.Lines));
        Assert.Equal(1, test.Client.Statistics.Reconnects);
    }

    [Fact]
    public async Task While_the_collector_is_away_logs_go_to_standard_error_with_one_line_about_the_cause()
    {
        _collector.StopTcp();
        using var test = new TestClient(_collector);
        Write(test, 0, 100);
        await Eventually.HoldsAsync(() => test.Spilled.Count == 100, () => $"100 records, have {test.Spilled.Count}");
        Write(test, 100, 100);
        await Eventually.HoldsAsync(() => test.Spilled.Count == 200, () => $"200 records, have {test.Spilled.Count}");
        Assert.Equal(Enumerable.Range(0, 200), Numbers(test.Spilled));
        Assert.Equal(200, test.Client.Statistics.LogStderr);
        var cause = Assert.Single(test.StandardError.Split('\n'), line => line.StartsWith("el4k:", StringComparison.Ordinal));
        Assert.Contains($"127.0.0.1:{_collector.TcpPort}", cause, StringComparison.Ordinal);
        Assert.Contains("refused", cause, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task When_the_collector_comes_back_logs_go_there_again()
    {
        _collector.StopTcp();
        using var test = new TestClient(_collector);
        Write(test, 0, 1);
        await Eventually.HoldsAsync(() => test.Spilled.Count == 1, () => "a record on standard error");
        _collector.StartTcp();
        var next = 1;
        await Eventually.HoldsAsync(
            () =>
            {
                Write(test, next++, 1);
                return _collector.Lines.Count > 0;
            },
            () => "a line at the collector");
        await test.Client.FlushAsync();
        await _collector.HasLinesAsync((int)test.Client.Statistics.LogTcp);
        Assert.Equal(Enumerable.Range(0, next), Numbers(test.Spilled).Concat(Numbers(_collector.Lines)));
    }

    [Fact]
    public async Task A_collector_that_accepts_but_does_not_read_counts_as_away_and_every_record_is_accounted_for()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        using var test = new TestClient(_collector, options => options.TcpPort = ((IPEndPoint)listener.LocalEndPoint!).Port);
        var payload = new string('x', 10_000);
        for (var i = 0; i < 400; i++)
        {
            test.Client.Log(MonologLevel.Info, "channel", "message", ("number", i), ("payload", payload));
        }

        await Eventually.HoldsAsync(
            () => test.Client.Statistics is { LogStderr: > 0 } s && s.LogStderr + s.LogTcp >= 400,
            () => $"400 records, have {test.Client.Statistics}");
        Assert.Equal(0, test.Client.Statistics.LogDropped);
        Assert.Contains("takes nothing more", test.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_collector_killed_before_it_has_read_gets_the_records_again()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        using var test = new TestClient(_collector, options => options.TcpPort = ((IPEndPoint)listener.LocalEndPoint!).Port);
        Write(test, 0, 3);
        var unread = await listener.AcceptAsync();
        await Eventually.HoldsAsync(() => test.Client.Statistics.LogTcp == 3, () => "three records acknowledged by the host");
        unread.Dispose(); // Unread bytes make this a reset, as the end of a killed process does.

        using var next = await listener.AcceptAsync();
        var lines = new StreamReader(new NetworkStream(next));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal([i], Numbers([(await lines.ReadLineAsync())!]));
        }

        Assert.Equal(3, test.Client.Statistics.Resent);
    }

    [Fact]
    public async Task Without_standard_error_logs_wait_for_the_collector_and_what_the_queue_cannot_hold_is_counted()
    {
        _collector.StopTcp();
        using var test = new TestClient(_collector, options =>
        {
            options.FallbackToStandardError = false;
            options.LogQueueCapacity = 50;
        });
        Write(test, 0, 80);
        Assert.Equal(30, test.Client.Statistics.LogDropped);
        _collector.StartTcp();
        await _collector.HasLinesAsync(50);
        Assert.Equal(Enumerable.Range(0, 50), Numbers(_collector.Lines));
        Assert.Empty(test.Spilled);
    }

    [Fact]
    public async Task Disposing_sends_what_is_left()
    {
        using (var test = new TestClient(_collector))
        {
            Write(test, 0, 500);
        }

        await _collector.HasLinesAsync(500);
        Assert.Equal(Enumerable.Range(0, 500), Numbers(_collector.Lines).Take(500));
    }

    [Fact]
    public async Task A_value_that_cannot_be_written_costs_its_value_not_the_record()
    {
        using var test = new TestClient(_collector);
        test.Client.WriteLog(MonologLevel.Error, "c", "kept", null, new ThrowingContent());
        await _collector.HasLinesAsync(1);
        Assert.Equal("kept", JsonDocument.Parse(_collector.Lines[0]).RootElement.GetProperty("message").GetString());
        Assert.Equal(1, test.Client.Statistics.SerialiseErrors);
    }

    public void Dispose() => _collector.Dispose();

    private static void Write(El4kClient client, int from, int count)
    {
        for (var i = from; i < from + count; i++)
        {
            client.Log(MonologLevel.Info, "channel", "message", ("number", i));
        }
    }

    private static List<int> Numbers(IEnumerable<string> lines) =>
    [
        .. lines.Select(line => JsonDocument.Parse(line).RootElement)
            .Where(record => record.GetProperty("message").GetString() != "client_stats")
            .Select(record => record.GetProperty("context").GetProperty("number").GetInt32()),
    ];

    private readonly struct ThrowingContent : Client.Wire.ILogContent
    {
        public void WriteContext(Client.Wire.ContextWriter writer) => throw new NotSupportedException();

        public void WriteExtra(Client.Wire.ContextWriter writer)
        {
        }
    }
}

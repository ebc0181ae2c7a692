using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using El4k.EndToEnd.Tests.Support;
using El4k.Testing;

namespace El4k.EndToEnd.Tests;

/// <summary>A store that goes away while events come, and comes back. For some seconds; for a minute with <c>EL4K_TEST_LONG=1</c>.</summary>
public sealed class OutageTests
{
    private const int Connections = 4;

    private static readonly TimeSpan _away = TimeSpan.FromSeconds(Environment.GetEnvironmentVariable("EL4K_TEST_LONG") == "1" ? 60 : 3);

    [Theory]
    [InlineData("memory")]
    [InlineData("persisted")]
    public async Task A_store_that_comes_back_gets_all_that_was_sent_and_each_connection_in_its_order(string queue)
    {
        using var data = new TemporaryFolder();
        var before = await PickyStore.StartAsync();
        var file = data.Write("pipeline.conf", $$"""
            input { tcp { port => 0 codec => json } }
            output { elasticsearch { hosts => "{{before.Url}}" index => "x" retry_initial_interval => 1 retry_max_interval => 2 } }
            """);
        await using var collect = El4kProcess.Start("collect", "-f", file, "--data", data.Path, "--api-port", "0", "-S", "queue.type=" + queue);
        await collect.UntilReadyAsync();
        var isDone = false;
        Task<int>[] sending = [.. Enumerable.Range(0, Connections).Select(connection => SendAsync(collect.TcpPort, connection, () => isDone))];
        await Eventually.HoldsAsync(() => before.Taken.Count > 100, () => collect.Output);

        await before.DisposeAsync();
        await Task.Delay(_away);
        Assert.Contains("Trying again in", collect.Output, StringComparison.Ordinal);
        await using var after = await PickyStore.StartAsync(before.Url.Port);
        await Eventually.HoldsAsync(() => after.Taken.Count > 100, () => collect.Output);
        isDone = true;
        var sent = await Task.WhenAll(sending);
        var arrived = 0;
        await Eventually.HoldsAsync(
            () => before.Taken.Count + after.Taken.Count >= sent.Sum() && (arrived = Taken(before, after).Distinct().Count()) == sent.Sum(),
            () => $"{sent.Sum()} sent, {arrived} have come\n{collect.Output}");
        collect.Terminate();
        Assert.Equal(0, await collect.ExitCodeAsync());

        // A request that was cut off may have been taken, so an event may come twice; none may be missing, and first come, first stored.
        var taken = Taken(before, after).ToList();
        for (var connection = 0; connection < Connections; connection++)
        {
            Assert.Equal(Enumerable.Range(0, sent[connection]), taken.Where(one => one.Connection == connection).Select(one => one.Number).Distinct());
        }
    }

    private static IEnumerable<(int Connection, int Number)> Taken(PickyStore before, PickyStore after) =>
        before.Taken.Concat(after.Taken).Select(document => ((int)document["c"]!, (int)document["n"]!));

    private static async Task<int> SendAsync(int port, int connection, Func<bool> isDone)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port);
        var sent = 0;
        while (!isDone())
        {
            var lines = new StringBuilder();
            for (var i = 0; i < 10; i++)
            {
                lines.Append(CultureInfo.InvariantCulture, $"{{\"c\":{connection},\"n\":{sent++}}}\n");
            }

            await socket.SendAsync(Encoding.UTF8.GetBytes(lines.ToString()));
            await Task.Delay(5);
        }

        socket.Shutdown(SocketShutdown.Send);
        return sent;
    }
}

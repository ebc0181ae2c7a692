using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using El4k.EndToEnd.Tests.Support;
using El4k.Testing;

namespace El4k.EndToEnd.Tests;

/// <summary>As many connections as the input allows, all open at the same time; the clients' ends are here, so each process needs only one descriptor for each.</summary>
public sealed class ConnectionsTests
{
    private const int Connections = 10_000;

    [Fact]
    public async Task Ten_thousand_open_connections_are_served_and_none_loses_an_event()
    {
        using var data = new TemporaryFolder();
        var file = data.Write("many.conf", "input { tcp { port => 0 codec => json max_connections => 10000 } } output { file { path => \"" + data.At("out.ndjson") + "\" } }");
        await using var collect = El4kProcess.Start("collect", "-f", file, "--data", data.At("data"), "--api.enabled", "false");
        await collect.UntilReadyAsync();
        var port = collect.TcpPort;
        var sockets = new List<Socket>(Connections);
        try
        {
            for (var i = 0; i < Connections; i++)
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                sockets.Add(socket);
                await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port)).WaitAsync(TimeSpan.FromSeconds(60));

                // A whole event, and the beginning of another that stays open while the others come.
                socket.Send(Encoding.UTF8.GetBytes($"{{\"n\":{i}}}\n{{\"n\":"));
            }

            for (var i = 0; i < Connections; i++)
            {
                sockets[i].Send(Encoding.UTF8.GetBytes($"{Connections + i}}}\n"));
            }
        }
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
        }

        await Eventually.HoldsAsync(() => Lines(data.At("out.ndjson")) >= 2 * Connections, () => $"{2 * Connections} events, {Lines(data.At("out.ndjson"))} came; el4k printed:\n{collect.Output}");
        var numbers = File.ReadLines(data.At("out.ndjson")).Select(line => (int)JsonNode.Parse(line)!["n"]!);
        Assert.Equal(Enumerable.Range(0, 2 * Connections), numbers.Order());
    }

    private static int Lines(string file) => File.Exists(file) ? File.ReadAllBytes(file).AsSpan().Count((byte)'\n') : 0;
}

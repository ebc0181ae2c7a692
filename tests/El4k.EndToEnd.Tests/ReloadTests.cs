using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using El4k.EndToEnd.Tests.Support;
using El4k.Testing;

namespace El4k.EndToEnd.Tests;

/// <summary>Reloads of a running collector.</summary>
public sealed class ReloadTests
{
    private const int Reloads = 10;

    [Theory]
    [InlineData("memory")]
    [InlineData("persisted")]
    public async Task Ten_reloads_lose_and_double_nothing_and_break_no_connection(string queue)
    {
        using var data = new TemporaryFolder();
        await using var store = await PickyStore.StartAsync();
        var (tcpPort, udpPort) = (FreePort(SocketType.Stream, ProtocolType.Tcp), FreePort(SocketType.Dgram, ProtocolType.Udp));
        var httpPort = FreePort(SocketType.Stream, ProtocolType.Tcp);
        var file = data.Write("pipeline.conf", Pipeline(store.Url, tcpPort, udpPort, httpPort, 0));
        await using var collect = El4kProcess.Start("collect", "-f", file, "-r", "--config.reload.interval", "100ms", "--data", data.Path, "--api-port", "0", "-S", "queue.type=" + queue);
        await collect.UntilReadyAsync();
        using var http = new HttpClient { BaseAddress = collect.Api };

        var isDone = false;
        var tcp = SendLinesAsync(tcpPort, () => isDone);
        var udp = SendDatagramsAsync(udpPort, () => isDone);
        var posted = -1;
        Task[] posts = [.. new[] { true, false }.Select(keeps => PostAsync(httpPort, keeps, () => Interlocked.Increment(ref posted), () => isDone))];
        for (var i = 1; i <= Reloads; i++)
        {
            await File.WriteAllTextAsync(file + ".new", Pipeline(store.Url, tcpPort, udpPort, httpPort, i));
            File.Move(file + ".new", file, overwrite: true);
            var (reloads, wanted) = (new JsonObject() as JsonNode, i);
            await Eventually.HoldsAsync(
                () => (int)(reloads = ReloadsOf(http))["successes"]! == wanted,
                () => $"{wanted} reloads, have {reloads.ToJsonString()}\n{collect.Output}");
            await Task.Delay(50);
        }

        isDone = true;
        await Task.WhenAll(posts);
        var (lines, datagrams, bodies) = (await tcp, await udp, posted + 1);
        await Eventually.HoldsAsync(
            () => store.Taken.Count >= lines + datagrams + bodies,
            () => $"{lines} lines, {datagrams} datagrams and {bodies} bodies, have {store.Taken.Count}\n{collect.Output}");
        await Task.Delay(200);

        Assert.Equal(Enumerable.Range(0, lines), Numbers(store, "tcp").Order());
        Assert.Equal(Enumerable.Range(0, datagrams), Numbers(store, "udp").Order());
        Assert.Equal(Enumerable.Range(0, bodies), Numbers(store, "http").Order());
        Assert.InRange(store.Taken.Select(document => (string)document["v"]!).Distinct().Count(), 5, Reloads + 1);
        Assert.Equal(0, (int)ReloadsOf(http)["failures"]!);
        collect.Terminate();
        Assert.Equal(0, await collect.ExitCodeAsync());
    }

    [Fact]
    public async Task A_wrong_file_keeps_the_old_pipeline_and_says_where_and_a_hangup_reloads_at_once()
    {
        using var data = new TemporaryFolder();
        await using var store = await PickyStore.StartAsync();
        var file = data.Write("pipeline.conf", $$"""input { tcp { port => 0 codec => json } } output { elasticsearch { hosts => "{{store.Url}}" index => "x" } }""");
        await using var collect = El4kProcess.Start("collect", "-f", file, "--data", data.Path, "--api-port", "0");
        await collect.UntilReadyAsync();
        using var http = new HttpClient { BaseAddress = collect.Api };

        await File.WriteAllTextAsync(file, "input { tpc { port => 0 } }");
        collect.HangUp();
        await Eventually.HoldsAsync(() => (int)ReloadsOf(http)["failures"]! == 1, () => collect.Output);
        Assert.Contains("pipeline.conf:1:9: error", (string)ReloadsOf(http)["last_error"]!["message"]!, StringComparison.Ordinal);
        await Eventually.HoldsAsync(() => collect.Output.Contains("the one before runs on", StringComparison.Ordinal), () => collect.Output);
        Assert.Contains("Did you mean tcp?", collect.Output, StringComparison.Ordinal);
        await Sender.TcpAsync(collect.TcpPort, "{\"n\":1}\n");
        await Eventually.HoldsAsync(() => store.Taken.Count == 1, () => collect.Output);

        await File.WriteAllTextAsync(file, $$"""input { tcp { port => 0 codec => json } } filter { mutate { add_field => { "new" => "yes" } } } output { elasticsearch { hosts => "{{store.Url}}" index => "x" } }""");
        collect.HangUp();
        await Eventually.HoldsAsync(() => (int)ReloadsOf(http)["successes"]! == 1, () => collect.Output);
        await Sender.TcpAsync(collect.TcpPort, "{\"n\":2}\n");
        await Eventually.HoldsAsync(() => store.Taken.Count == 2, () => collect.Output);
        Assert.Equal("yes", (string)store.Taken[1]["new"]!);
    }

    // Every other reload also changes the inputs' options, so that they are replaced and hand their sockets over.
    private static string Pipeline(Uri store, int tcp, int udp, int http, int version) => $$"""
        input {
          tcp { port => {{tcp}} codec => json type => "tcp" tags => ["inputs-{{version / 2}}"] }
          udp { port => {{udp}} codec => json type => "udp" tags => ["inputs-{{version / 2}}"] }
          http { port => {{http}} codec => json type => "http" tags => ["inputs-{{version / 2}}"] }
        }
        filter { mutate { add_field => { "v" => "{{version}}" } } }
        output { elasticsearch { hosts => "{{store}}" index => "x" } }
        """;

    private static IEnumerable<int> Numbers(PickyStore store, string type) =>
        store.Taken.Where(document => (string?)document["type"] == type).Select(document => (int)document["n"]!);

    private static JsonNode ReloadsOf(HttpClient http) =>
        JsonNode.Parse(http.GetStringAsync("/_node/stats/pipelines/main").Result)!["pipelines"]!["main"]!["reloads"]!;

    private static async Task<int> SendLinesAsync(int port, Func<bool> isDone)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        var sent = 0;
        while (!isDone())
        {
            // In two parts, so that a line is often half sent when a reload comes. An exception here is a connection that was reset.
            var line = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"n\":{sent++}}}\n"));
            await socket.SendAsync(line.AsMemory(0, 3));
            await Task.Delay(1);
            await socket.SendAsync(line.AsMemory(3));
        }

        // The input must not have closed it.
        Assert.False(socket.Poll(0, SelectMode.SelectRead));
        socket.Shutdown(SocketShutdown.Send);
        return sent;
    }

    private static async Task<int> SendDatagramsAsync(int port, Func<bool> isDone)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(IPAddress.Loopback, port);
        var sent = 0;
        while (!isDone())
        {
            // A socket that is not there refuses with an exception at the next send.
            await socket.SendAsync(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"n\":{sent++}}}")));
            await Task.Delay(1);
        }

        return sent;
    }

    private static async Task PostAsync(int port, bool keepsConnection, Func<int> next, Func<bool> isDone)
    {
        using var client = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")) };
        client.DefaultRequestHeaders.ConnectionClose = !keepsConnection;
        while (!isDone())
        {
            // A connection that is refused, or closed while a request is on its way, is an exception here.
            using var body = new StringContent(string.Create(CultureInfo.InvariantCulture, $"{{\"n\":{next()}}}"), Encoding.UTF8, "application/json");
            using var response = await client.PostAsync("/", body);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    private static int FreePort(SocketType type, ProtocolType protocol)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, type, protocol);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}

using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using El4k.EndToEnd.Tests.Support;
using El4k.Testing;

namespace El4k.EndToEnd.Tests;

/// <summary>The whole stack as a new user starts it.</summary>
public sealed partial class UpTests
{
    [Fact]
    public async Task One_command_listens_and_says_where_within_two_seconds()
    {
        using var data = new TemporaryFolder();
        await using var el4k = await El4kProcess.UpAsync(data.Path);

        foreach (var line in new[] { "logs", "metrics", "REST API", "explorer", "nc -q1 127.0.0.1" })
        {
            Assert.Contains(line, el4k.Output, StringComparison.Ordinal);
        }

        // The program's own clock, from the start of its process; the best of three, since other tests share the cores.
        var seconds = ReadySeconds(el4k);
        for (var more = 0; more < 2 && seconds > 2; more++)
        {
            using var again = new TemporaryFolder();
            await using var other = await El4kProcess.UpAsync(again.Path);
            seconds = Math.Min(seconds, ReadySeconds(other));
        }

        Assert.InRange(seconds, 0, 2);
        using var http = new HttpClient();
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(el4k.Rest)).StatusCode);
        Assert.Contains("<html", await http.GetStringAsync(el4k.Explorer), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_first_event_is_searchable_and_survives_a_restart()
    {
        using var data = new TemporaryFolder();
        await using (var el4k = await El4kProcess.UpAsync(data.Path))
        {
            await Sender.TcpAsync(el4k.TcpPort, "{\"service\":\"hello\",\"message\":\"it works\",\"path\":\"/x\",\"host\":\"h\",\"port\":1}\n");
            using var store = new StoreClient(el4k.Rest);
            await store.UntilCountAsync(1, "logstash-hello-*");
            var hit = (await store.SearchAsync("logstash-*", "{}"))["hits"]!["hits"]![0]!;
            Assert.Matches(@"^logstash-hello-\d{4}\.\d\d\.\d\d$", hit["_index"]!.GetValue<string>());
            Assert.Equal("it works", hit["_source"]!["message"]!.GetValue<string>());
            Assert.All(["path", "host", "port"], name => Assert.Null(hit["_source"]![name]));

            var stopping = DateTime.UtcNow;
            el4k.Terminate();
            Assert.Equal(0, await el4k.ExitCodeAsync());
            Assert.InRange((DateTime.UtcNow - stopping).TotalSeconds, 0, 5);
        }

        await using var again = await El4kProcess.UpAsync(data.Path);
        using var reader = new StoreClient(again.Rest);
        Assert.Equal(1, await reader.CountAsync("logstash-hello-*"));
    }

    [Fact]
    public async Task A_region_is_added_to_events_that_have_none()
    {
        using var data = new TemporaryFolder();
        await using var el4k = await El4kProcess.UpAsync(data.Path, "--region", "eu-west-1");
        await Sender.TcpAsync(el4k.TcpPort, "{\"service\":\"a\"}\n{\"service\":\"a\",\"region\":\"us-east-1\"}\n");

        using var store = new StoreClient(el4k.Rest);
        await store.UntilCountAsync(1, "logstash-a-*", "region.keyword:eu-west-1");
        await store.UntilCountAsync(1, "logstash-a-*", "region.keyword:us-east-1");
    }

    [Theory]
    [InlineData("--tcp-port")]
    [InlineData("--rest-port")]
    [InlineData("--explorer-port")]
    public async Task A_taken_port_is_an_error_that_names_the_port_and_the_option(string option)
    {
        using var data = new TemporaryFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        string[] free = ["--tcp-port", "--udp-port", "--rest-port", "--explorer-port"];
        await using var el4k = El4kProcess.Start(["up", "--data", data.Path, .. free.SelectMany(o => new[] { o, o == option ? $"{port}" : "0" })]);

        Assert.Equal(1, await el4k.ExitCodeAsync());
        Assert.Contains(port.ToString(), el4k.Output, StringComparison.Ordinal);
        Assert.Contains(option, el4k.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", el4k.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_process_on_the_same_data_is_told_so()
    {
        using var data = new TemporaryFolder();
        await using var first = await El4kProcess.StoreAsync(data.Path);
        await using var second = El4kProcess.Start("store", "--data", data.Path, "--rest-port", "0");

        Assert.Equal(1, await second.ExitCodeAsync());
        Assert.Contains(data.Path, second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_clients_send_arrives_and_nothing_is_lost()
    {
        using var data = new TemporaryFolder();
        await using var el4k = await El4kProcess.UpAsync(data.Path);
        using var store = new StoreClient(el4k.Rest);
        var (tcp, udp) = (el4k.TcpPort, el4k.UdpPort);

        await Sender.TcpAsync(tcp, "{\"service\":\"nc\",\"n\":1}\n{\"service\":\"nc\",\"n\":2}\n");
        await Sender.TcpAsync(tcp, "{\"service\":\"nc\",\"n\":3}");
        await Sender.TcpAsync(tcp, "");
        await Sender.TcpAsync(tcp, "\n\n");
        await Sender.UdpAsync(udp, "{\"service\":\"nc\",\"n\":4}\n{\"service\":\"nc\",\"n\":5}\n");
        await Sender.UdpAsync(udp, "[{\"service\":\"nc\",\"n\":6},{\"service\":\"nc\",\"n\":7}]");
        await Sender.UdpAsync(udp, "");
        await store.UntilCountAsync(7, "logstash-nc-*");

        await Sender.TcpAsync(tcp, "{\"service\": oops}\nnot json\n");
        await Sender.TcpAsync(tcp, [.. "{\"service\":\""u8, 0xC3, 0x28, .. "\"}\n"u8]);
        await Sender.UdpAsync(udp, "{\"half\":");
        await store.UntilCountAsync(4, "logstash-*", "tags:_jsonparsefailure");
        await store.UntilCountAsync(11, "logstash-*");

        await Sender.TcpAsync(tcp, Encoding.UTF8.GetBytes("{\"service\":\"nc\",\"n\":8}\n"));
        await store.UntilCountAsync(8, "logstash-nc-*");
    }

    private static double ReadySeconds(El4kProcess el4k) => double.Parse(ReadyLine().Match(el4k.Output).Groups[1].Value);

    [GeneratedRegex(@"Ready ([\d.]+) s")]
    private static partial Regex ReadyLine();
}

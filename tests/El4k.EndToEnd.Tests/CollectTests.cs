using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using El4k.EndToEnd.Tests.Support;
using El4k.Testing;

namespace El4k.EndToEnd.Tests;

/// <summary><c>el4k collect</c>: Logstash files against a store in another process.</summary>
public sealed partial class CollectTests
{
    private const string ApachePipeline = """
        input { stdin {} }
        filter {
          grok { match => { "message" => "%{COMBINEDAPACHELOG}" } }
          date { match => ["timestamp", "dd/MMM/yyyy:HH:mm:ss Z"] }
          mutate { convert => { "bytes" => "integer" "response" => "integer" } }
        }
        output { elasticsearch { index => "logstash-apache-%{+YYYY.MM.dd}" hosts => ["${ELASTICSEARCH_HOST}"] } }
        """;

    [Fact]
    public async Task The_Apache_log_gives_the_numbers_counted_from_the_file()
    {
        if (!SharedData.TryFind("data/apache_access.log", out var log))
        {
            return;
        }

        using var data = new TemporaryFolder();
        await using var storeProcess = await El4kProcess.StoreAsync(Path.Combine(data.Path, "store"));
        using var store = new StoreClient(storeProcess.Rest);
        await LoadApacheAsync(data, storeProcess.Rest, log);

        Assert.Equal(10_000, await store.CountAsync("logstash-apache-*"));
        Assert.Equal(1, await store.CountAsync("logstash-apache-*", "tags:_grokparsefailure"));
        var answer = await store.SearchAsync("logstash-apache-2015*", """
            {"size":0,"track_total_hits":true,"aggs":{
              "days":{"date_histogram":{"field":"@timestamp","calendar_interval":"day"}},
              "bytes":{"sum":{"field":"bytes"}},
              "paths":{"terms":{"field":"request.keyword","size":10}}}}
            """);
        Assert.Equal(9_999, answer["hits"]!["total"]!["value"]!.GetValue<int>());
        Assert.Equal([1632, 2893, 2896, 2578], answer["aggregations"]!["days"]!["buckets"]!.AsArray().Select(b => b!["doc_count"]!.GetValue<int>()));
        Assert.Equal("2015-05-17T00:00:00.000Z", answer["aggregations"]!["days"]!["buckets"]![0]!["key_as_string"]!.GetValue<string>());
        Assert.Equal(2_747_282_505, answer["aggregations"]!["bytes"]!["value"]!.GetValue<double>());
        Assert.Equal(TopPaths(log), answer["aggregations"]!["paths"]!["buckets"]!.AsArray().Select(b => (b!["key"]!.GetValue<string>(), b["doc_count"]!.GetValue<int>())));
    }

    [Fact]
    public async Task A_taken_port_of_the_monitoring_API_ends_it_before_an_event_is_read()
    {
        using var data = new TemporaryFolder();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        await using var collect = El4kProcess.Start(
            "collect", "-e", "input { generator { count => 1 message => 'an event' } } output { stdout {} }", "--data", data.Path, "--api.http.port", $"{port}");

        Assert.Equal(1, await collect.ExitCodeAsync());
        Assert.Equal($"el4k: port {port} on 127.0.0.1 is taken by another program: choose another one with --api-port", collect.Output.Trim());
    }

    [Fact]
    public async Task Inputs_that_name_no_host_listen_where_bind_says()
    {
        if (!OperatingSystem.IsLinux())
        {
            // Elsewhere 127.0.0.2 is no address of this machine.
            return;
        }

        using var data = new TemporaryFolder();
        await using var collect = El4kProcess.Start(
            "collect", "-e", "input { tcp { port => 0 } udp { port => 0 } http { port => 0 } syslog { port => 0 } tcp { id => 'own' port => 0 host => '127.0.0.1' } } output { null {} }",
            "--bind", "127.0.0.2", "--data", data.Path, "--api.enabled", "false");
        await collect.UntilReadyAsync();

        foreach (var input in (string[])["tcp", "udp", "http", "syslog"])
        {
            Assert.Matches($@"input +{input} 127\.0\.0\.2:\d+ +{input}", collect.Output);
        }

        Assert.Matches(@"input +tcp 127\.0\.0\.1:\d+ +own", collect.Output);
    }

    [Fact]
    public async Task A_check_tells_all_errors_with_their_places()
    {
        using var data = new TemporaryFolder();
        var file = data.Write("wrong.conf", "input {\n  tpc { port => 9601 }\n  kafka { topics => \"q\" }\n}\nfilter { mutate { remov_field => [\"a\"] } }\noutput { elasticsearch { hosts => [\"h\" \"i\"] } }\n");
        await using var check = El4kProcess.Start("collect", "-f", file, "-t");

        Assert.Equal(1, await check.ExitCodeAsync());
        Assert.Contains("wrong.conf:2:3", check.Output, StringComparison.Ordinal);
        Assert.Contains("tcp", check.Output, StringComparison.Ordinal);
        Assert.Contains("wrong.conf:3:3", check.Output, StringComparison.Ordinal);
        Assert.Contains("wrong.conf:5:19", check.Output, StringComparison.Ordinal);
        Assert.Contains("remove_field", check.Output, StringComparison.Ordinal);
        Assert.Contains("wrong.conf:6:", check.Output, StringComparison.Ordinal);
        Assert.Contains("^", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_variable_that_is_not_set_is_one_error_and_an_unknown_option_brings_no_page_of_help()
    {
        await using var check = El4kProcess.Start("collect", "-e", "input { stdin {} } output { elasticsearch { hosts => [\"${ELASTICSEARCH_HOST}\"] } }", "-t");
        Assert.Equal(1, await check.ExitCodeAsync());
        Assert.Contains("-e: 1 error(s)", check.Output, StringComparison.Ordinal);
        Assert.Contains("The variable ELASTICSEARCH_HOST is not set.", check.Output, StringComparison.Ordinal);

        await using var wrong = El4kProcess.Start("collect", "--pipline.workers", "2");
        Assert.Equal(1, await wrong.ExitCodeAsync());
        Assert.Contains("--pipline.workers", wrong.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Usage:", wrong.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_pipelines_of_pipelines_yml_hand_events_on_and_end_together()
    {
        using var data = new TemporaryFolder();
        data.Write("config/logstash.yml", "api.enabled: false\nlog.format: json\n");
        data.Write("config/pipelines.yml", "- pipeline.id: intake\n  config.string: 'input { generator { count => 3 } } output { pipeline { send_to => back } }'\n- pipeline.id: back\n  config.string: 'input { pipeline { address => back } } output { stdout { codec => json_lines } }'\n  queue.type: persisted\n");
        await using var collect = El4kProcess.Start("collect", "--path.settings", data.At("config"), "--data", data.At("data"));

        Assert.Equal(0, await collect.ExitCodeAsync());
        Assert.Equal(3, collect.Output.Split('\n').Count(line => line.Contains("Hello world!", StringComparison.Ordinal)));
        Assert.True(Directory.Exists(data.At("data/queue/back")));
    }

    [Fact]
    public async Task The_log_file_tells_of_the_start_and_the_stop()
    {
        using var data = new TemporaryFolder();
        await using var collect = El4kProcess.Start(
            "collect", "-e", "input { generator { count => 3 } } output { null { } }", "--data", data.Path, "--api.enabled", "false", "--path.logs", data.At("logs"));

        Assert.Equal(0, await collect.ExitCodeAsync());
        var lines = await File.ReadAllLinesAsync(data.At("logs/el4k-plain.log"));
        Assert.All(lines, line => Assert.Matches(@"^\[\d{4}-\d\d-\d\dT[\d:.]+Z\]\[INFO \] \[pipeline\] The pipeline main ", line));
        Assert.Collection(
            lines,
            line => Assert.EndsWith("has started: inputs generator; outputs null; queue memory.", line, StringComparison.Ordinal),
            line => Assert.EndsWith("is stopping, since all its inputs came to their end.", line, StringComparison.Ordinal),
            line => Assert.EndsWith("has stopped: received 3 events; delivered 3 to null; left nothing.", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_second_interrupt_ends_a_drain_that_a_target_holds_up()
    {
        using var data = new TemporaryFolder();
        await using var collect = El4kProcess.Start(
            "collect", "-e", "input { generator { count => 10 } tcp { port => 0 } } output { elasticsearch { hosts => 'http://127.0.0.1:1' index => 'x' } }", "--data", data.Path, "--api.enabled", "false");
        await collect.UntilReadyAsync();
        collect.Interrupt();
        await Task.Delay(500);
        var asked = System.Diagnostics.Stopwatch.GetTimestamp();
        collect.Interrupt();

        Assert.Equal(130, await collect.ExitCodeAsync());
        Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(asked).TotalSeconds, 0, 3);
    }

    [Fact]
    public async Task A_stop_that_abandons_events_says_how_many_and_ends_with_1()
    {
        using var data = new TemporaryFolder();
        await using var collect = El4kProcess.Start(
            "collect", "-e", "input { tcp { port => 0 } } output { elasticsearch { hosts => 'http://127.0.0.1:1' index => 'x' } }", "--data", data.Path, "--api.enabled", "false");
        await collect.UntilReadyAsync();
        await Sender.TcpAsync(collect.TcpPort, "one\ntwo\nthree\n");
        collect.Terminate();

        Assert.Equal(1, await collect.ExitCodeAsync());
        Assert.Single(collect.Output.Split('\n'), line => line.StartsWith("el4k: 3 events were abandoned: they are neither delivered nor on disk", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_stop_with_a_disk_queue_leaves_them_there_and_ends_with_0()
    {
        using var data = new TemporaryFolder();
        await using var collect = El4kProcess.Start(
            "collect", "-e", "input { tcp { port => 0 } } output { elasticsearch { hosts => 'http://127.0.0.1:1' index => 'x' } }", "--data", data.Path, "--api.enabled", "false", "--queue.type", "persisted");
        await collect.UntilReadyAsync();
        await Sender.TcpAsync(collect.TcpPort, "one\ntwo\nthree\n");
        collect.Terminate();

        Assert.True(await collect.ExitCodeAsync() == 0, collect.Output);
        Assert.DoesNotContain("abandoned", collect.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_signal_the_moment_it_is_ready_drains_and_ends_with_0(int round)
    {
        using var data = new TemporaryFolder();
        await using var collect = El4kProcess.Start(
            "collect", "-e", $"input {{ generator {{ count => {round} }} tcp {{ port => 0 }} }} output {{ file {{ path => '{data.At("out")}' codec => line {{ format => '%{{sequence}}' }} }} }}", "--data", data.Path, "--api.enabled", "false");
        collect.WhenReady = collect.Terminate;

        Assert.True(await collect.ExitCodeAsync() == 0, collect.Output);
        Assert.Contains("Ready ", collect.Output, StringComparison.Ordinal);

        // The signal may come before the generator has made all; what it has made is there.
        var written = File.Exists(data.At("out")) ? await File.ReadAllLinesAsync(data.At("out")) : [];
        Assert.InRange(written.Length, 0, round);
        Assert.Equal(Enumerable.Range(0, written.Length).Select(n => $"{n}"), written);
    }

    [Fact]
    public async Task Collectors_started_at_once_each_find_a_port_for_their_API()
    {
        using var data = new TemporaryFolder();
        var collectors = Enumerable.Range(1, 3)
            .Select(number => El4kProcess.Start("collect", "-e", $"input {{ tcp {{ port => 0 id => 'tcp{number}' }} }} output {{ null {{}} }}", "--data", data.At($"{number}")))
            .ToArray();
        try
        {
            await Task.WhenAll(collectors.Select(collector => collector.UntilReadyAsync()));
            using var http = new HttpClient();
            var inputs = await Task.WhenAll(collectors.Select(async collector => await http.GetStringAsync(new Uri(collector.Api, "/_node/stats/pipelines"))));

            Assert.Equal(3, collectors.Select(collector => collector.Api).Distinct().Count());
            Assert.All(collectors, collector => Assert.True(collector.Api.Port is 9600 or (>= 9610 and <= 9700), collector.Output));
            Assert.All(inputs.Index(), answer => Assert.Contains($"\"tcp{answer.Index + 1}\"", answer.Item, StringComparison.Ordinal));
        }
        finally
        {
            foreach (var collector in collectors)
            {
                await collector.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task A_valid_file_passes_the_check()
    {
        using var data = new TemporaryFolder();
        await using var check = El4kProcess.Start("collect", "-e", "input { generator { count => 1 } } output { stdout {} }", "-t");

        Assert.Equal(0, await check.ExitCodeAsync());
        Assert.Contains("configuration OK", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipeline_on_the_command_line_reads_stdin_and_prints()
    {
        using var data = new TemporaryFolder();
        await using var collect = El4kProcess.Start("collect", "--data", data.Path, "-e", "filter { mutate { add_field => { \"greeting\" => \"hello %{message}\" } } }");
        await collect.Input.WriteLineAsync("world");
        collect.Input.Close();

        Assert.Equal(0, await collect.ExitCodeAsync());
        Assert.Contains("\"greeting\" => \"hello world\"", collect.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_collector_without_a_plugin_for_Amazon_does_not_load_its_library()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        await using var collect = El4kProcess.Start("collect", "-e", "input { stdin {} } output { elasticsearch {} }");
        await collect.UntilReadyAsync();
        var loaded = await File.ReadAllTextAsync($"/proc/{collect.Id}/maps");

        Assert.Contains("El4k.Collector.Plugins.dll", loaded, StringComparison.Ordinal);
        Assert.DoesNotContain("AWSSDK", loaded, StringComparison.Ordinal);
        collect.Input.Close();
        Assert.Equal(0, await collect.ExitCodeAsync());
    }

    /// <summary>Feeds the log through stdin into a store and waits for the end.</summary>
    internal static async Task LoadApacheAsync(TemporaryFolder data, Uri store, string log)
    {
        var pipeline = data.Write("apache.conf", ApachePipeline);
        await using var collect = El4kProcess.Start("collect", "-f", pipeline, "--elasticsearch", store.ToString(), "--data", data.Path);
        await using (var input = collect.Input)
        {
            await input.WriteAsync(await File.ReadAllTextAsync(log));
        }

        Assert.True(await collect.ExitCodeAsync() == 0, collect.Output);
    }

    private static IEnumerable<(string, int)> TopPaths(string log) =>
        File.ReadLines(log).Select(line => RequestLine().Match(line)).Where(m => m.Success).Select(m => m.Groups[1].Value)
            .CountBy(path => path).OrderByDescending(p => p.Value).ThenBy(p => p.Key, StringComparer.Ordinal).Take(10).Select(p => (p.Key, p.Value));

    // The one line that breaks off has no closing quote after its agent.
    [GeneratedRegex("\"\\S+ (\\S+) HTTP/[\\d.]+\" \\d+ .*\"$")]
    private static partial Regex RequestLine();
}

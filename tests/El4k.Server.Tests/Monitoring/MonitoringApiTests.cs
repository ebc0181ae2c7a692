using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using El4k.Server.Settings;
using El4k.Testing;

namespace El4k.Server.Tests.Monitoring;

/// <summary>The API over real HTTP, in the shapes of Logstash's documentation.</summary>
public sealed class MonitoringApiTests
{
    private const string Pipeline = """
        input { generator { id => "made" count => 40 } tcp { port => 0 } }
        filter { if [sequence] == 7 { drop { id => "seventh" } } }
        output { null { id => "gone" } }
        """;

    [Fact]
    public async Task The_root_says_who_answers_and_every_answer_begins_so()
    {
        await using var collector = await RunningCollector.StartAsync(Pipeline);
        var root = await collector.GetAsync("/");

        Assert.Equal(Environment.MachineName, (string)root["host"]!);
        Assert.Equal($"127.0.0.1:{collector.Http.BaseAddress!.Port}", (string)root["http_address"]!);
        Assert.Equal("green", (string)root["status"]!);
        Assert.Equal(1000, (int)root["pipeline"]!["batch_size"]!);
        Assert.True(Guid.TryParse((string)root["id"]!, out _));
        Assert.Equal((string)root["id"]!, (string)(await collector.GetAsync("/_node/os"))["id"]!);
    }

    [Theory]
    [InlineData("/_node", "pipelines os jvm")]
    [InlineData("/_node/jvm", "jvm")]
    [InlineData("/_node/os,jvm", "os jvm")]
    [InlineData("/_node/stats", "jvm process events flow pipelines reloads os queue")]
    [InlineData("/_node/stats/events", "events")]
    [InlineData("/_node/stats/process,jvm", "process jvm")]
    [InlineData("/_node/stats/flow", "flow")]
    [InlineData("/_node/stats/reloads", "reloads")]
    [InlineData("/_node/stats/os", "os")]
    public async Task A_path_has_its_sections_and_no_others(string path, string sections)
    {
        await using var collector = await RunningCollector.StartAsync(Pipeline);
        var names = (await collector.GetAsync("/")).AsObject().Select(field => field.Key);
        var answer = await collector.GetAsync(path);

        Assert.Equal(sections.Split(' '), answer.AsObject().Select(field => field.Key).Except(names));
    }

    [Fact]
    public async Task The_stats_of_a_pipeline_count_its_events_and_those_of_each_plugin()
    {
        await using var collector = await RunningCollector.StartAsync(Pipeline);
        JsonNode main = new JsonObject();
        await Eventually.HoldsAsync(
            () => (long)(main = collector.GetAsync("/_node/stats/pipelines/main").Result["pipelines"]!["main"]!)["events"]!["out"]! == 39,
            () => main.ToJsonString());

        Assert.Equal(40, (long)main["events"]!["in"]!);
        Assert.Equal(40, (long)Plugin(main, "inputs", "made")["events"]!["out"]!);
        Assert.Equal("generator", (string)Plugin(main, "inputs", "made")["name"]!);
        Assert.Equal(1, (long)Plugin(main, "filters", "seventh")["events"]!["in"]!);
        Assert.Equal(0, (long)Plugin(main, "filters", "seventh")["events"]!["out"]!);
        Assert.Equal(39, (long)Plugin(main, "outputs", "gone")["events"]!["in"]!);
        Assert.Equal("memory", (string)main["queue"]!["type"]!);
        Assert.Equal(0, (long)main["reloads"]!["successes"]!);
        Assert.Null(main["reloads"]!["last_error"]);
        Assert.True((double)main["flow"]!["input_throughput"]!["lifetime"]! > 0);
        Assert.InRange((double)main["flow"]!["worker_concurrency"]!["lifetime"]!, 0, 100);
        Assert.NotNull(Plugin(main, "outputs", "gone")["events"]!["duration_in_millis"]);
    }

    [Fact]
    public async Task The_runtime_and_the_process_answer_with_real_values()
    {
        await using var collector = await RunningCollector.StartAsync(Pipeline);
        var stats = await collector.GetAsync("/_node/stats/jvm,process");

        Assert.InRange((long)stats["jvm"]!["mem"]!["heap_used_in_bytes"]!, 100_000, 2L << 30);
        Assert.InRange((int)stats["jvm"]!["threads"]!["count"]!, 3, 1000);
        Assert.NotNull(stats["jvm"]!["gc"]!["collectors"]!["young"]!["collection_count"]);
        Assert.NotNull(stats["jvm"]!["mem"]!["pools"]!["old"]!["used_in_bytes"]);
        Assert.InRange((long)stats["process"]!["open_file_descriptors"]!, 3, 100_000);
        Assert.InRange((long)stats["process"]!["cpu"]!["total_in_millis"]!, 1, long.MaxValue);
        Assert.Equal(Environment.ProcessId, (int)(await collector.GetAsync("/_node/jvm"))["jvm"]!["pid"]!);
    }

    [Fact]
    public async Task The_plugins_are_named_as_gems()
    {
        await using var collector = await RunningCollector.StartAsync(Pipeline);
        var answer = await collector.GetAsync("/_node/plugins");
        var names = answer["plugins"]!.AsArray().Select(plugin => (string)plugin!["name"]!).ToArray();

        Assert.Equal(names.Length, (int)answer["total"]!);
        Assert.Contains("logstash-input-tcp", names);
        Assert.Contains("logstash-codec-json_lines", names);
    }

    [Fact]
    public async Task Hot_threads_are_told_as_JSON_and_for_people()
    {
        await using var collector = await RunningCollector.StartAsync(Pipeline);
        var threads = (await collector.GetAsync("/_node/hot_threads?threads=2"))["hot_threads"]!;

        Assert.InRange(threads["threads"]!.AsArray().Count, 1, 2);
        Assert.Equal((int)threads["busiest_threads"]!, threads["threads"]!.AsArray().Count);
        Assert.StartsWith("Hot threads at ", await collector.Http.GetStringAsync("/_node/hot_threads?human=true"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/_node/nothing")]
    [InlineData("/_node/stats/jvm,nothing")]
    [InlineData("/_node/stats/pipelines/nothing")]
    [InlineData("/_node/pipelines/nothing")]
    [InlineData("/_node/logging/nothing")]
    public async Task What_is_not_there_is_a_404_that_names_the_path(string path)
    {
        await using var collector = await RunningCollector.StartAsync(Pipeline);
        using var response = await collector.Http.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal($$$"""{"path":"{{{path}}}","status":404,"error":{"message":"Not Found"}}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Pretty_spreads_the_answer_over_lines()
    {
        await using var collector = await RunningCollector.StartAsync(Pipeline);

        Assert.DoesNotContain('\n', await collector.Http.GetStringAsync("/?human"));
        Assert.Contains("\n  \"version\":", await collector.Http.GetStringAsync("/?pretty"), StringComparison.Ordinal);
        Assert.Contains("\n  \"version\":", await collector.Http.GetStringAsync("/?pretty=true"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_level_that_is_set_takes_effect_and_reset_takes_it_back()
    {
        await using var collector = await RunningCollector.StartAsync("input { tcp { port => 0 } } output { null {} }");
        Assert.Equal("INFO", (string)(await collector.GetAsync("/_node/logging"))["loggers"]!["logstash.inputs.tcp"]!);
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(collector, "/_node/logging", """{"logger.logstash.inputs.tcp":"DEBUG"}""")).Status);
        Assert.Equal("DEBUG", (string)(await collector.GetAsync("/_node/logging"))["loggers"]!["logstash.inputs.tcp"]!);

        // A connection that is torn down is worth a debug line of the input.
        await Eventually.HoldsAsync(
            () =>
            {
                using (var client = new Socket(SocketType.Stream, ProtocolType.Tcp) { LingerState = new(true, 0) })
                {
                    client.Connect(IPAddress.Loopback, collector.Role.PortOf("tcp")!.Value);
                    client.Send("half a line"u8);
                }

                return collector.Log.Contains("debug: [tcp]", StringComparison.Ordinal);
            },
            () => collector.Log);
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(collector, "/_node/logging/reset", "")).Status);
        Assert.Equal("INFO", (string)(await collector.GetAsync("/_node/logging"))["loggers"]!["logstash.inputs.tcp"]!);
    }

    [Theory]
    [InlineData("""{"logger.logstash.inputs.tcp":"DEBG"}""", "Did you mean DEBUG?")]
    [InlineData("""{"logstash.inputs.tcp":"DEBUG"}""", "unrecognized option [logstash.inputs.tcp]")]
    [InlineData("""{"logger.a":7}""", "invalid level[7] for logger[a]")]
    [InlineData("[]", "expected an object")]
    [InlineData("{", "no JSON")]
    public async Task A_wrong_change_of_levels_changes_nothing_and_says_why(string body, string message)
    {
        await using var collector = await RunningCollector.StartAsync(Pipeline);
        var (status, answer) = await PutAsync(collector, "/_node/logging", body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(message, (string)answer["error"]!, StringComparison.Ordinal);
        Assert.All(collector.Levels.Read().Values, level => Assert.Equal(Server.Logging.LogLevel.Info, level));
    }

    [Fact]
    public async Task The_health_report_judges_each_pipeline()
    {
        await using var collector = await RunningCollector.StartAsync([("one", Pipeline), ("two", "input { generator { count => 1 } } output { null {} }")], SettingValues.Defaults);
        JsonNode report = new JsonObject();
        await Eventually.HoldsAsync(
            () => (string)(report = collector.GetAsync("/_health_report").Result)["indicators"]!["pipelines"]!["indicators"]!["two"]!["status"]! == "yellow",
            () => report.ToJsonString());

        var pipelines = report["indicators"]!["pipelines"]!["indicators"]!;
        Assert.Equal("yellow", (string)report["status"]!);
        Assert.Equal("green", (string)pipelines["one"]!["status"]!);
        Assert.Equal("RUNNING", (string)pipelines["one"]!["details"]!["status"]!["state"]!);
        Assert.Equal("FINISHED", (string)pipelines["two"]!["details"]!["status"]!["state"]!);
        Assert.NotEmpty(pipelines["two"]!["diagnosis"]!.AsArray());
    }

    [Fact]
    public async Task A_target_that_is_away_fails_neither_liveness_nor_readiness()
    {
        await using var collector = await RunningCollector.StartAsync("""input { generator { count => 3 } tcp { port => 0 } } output { elasticsearch { hosts => "http://127.0.0.1:1" index => "x" } }""");

        Assert.Equal("live\n", await collector.Http.GetStringAsync("/health/live"));
        Assert.Equal("ready\n", await collector.Http.GetStringAsync("/health/ready"));
    }

    [Fact]
    public async Task A_full_queue_is_not_ready_but_lives()
    {
        // The target never answers, and the generator never ends: the queue fills up to its bound.
        await using var collector = await RunningCollector.StartAsync("""input { generator {} } output { elasticsearch { hosts => "http://127.0.0.1:1" index => "x" } }""");
        var answer = "";
        await Eventually.HoldsAsync(
            () =>
            {
                using var response = collector.Http.GetAsync("/health/ready").Result;
                answer = response.Content.ReadAsStringAsync().Result;
                return response.StatusCode == HttpStatusCode.ServiceUnavailable;
            },
            () => answer);

        Assert.Equal("not ready: the queue of the pipeline main is full\n", answer);
        Assert.Equal("live\n", await collector.Http.GetStringAsync("/health/live"));
        Assert.Equal("yellow", (string)(await collector.GetAsync("/"))["status"]!);
    }

    [Fact]
    public async Task An_output_without_success_turns_the_report_yellow_and_names_it()
    {
        var time = new ManualTime(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero));
        await using var collector = await RunningCollector.StartAsync(
            """input { generator { count => 3 } tcp { port => 0 } } output { elasticsearch { id => "es" hosts => "http://127.0.0.1:1" index => "x" } null { id => "gone" } }""", time);
        await UntilAsync(collector, "/metrics", text => text.Contains("el4k_plugin_events_out_total{pipeline=\"main\",kind=\"output\",plugin=\"null\",id=\"gone\"} 3\n", StringComparison.Ordinal), time);
        Assert.Equal("green", (string)(await collector.GetAsync("/_health_report"))["status"]!);

        time.Advance(TimeSpan.FromSeconds(31));
        var report = await collector.GetAsync("/_health_report");
        var main = report["indicators"]!["pipelines"]!["indicators"]!["main"]!;
        Assert.Equal("yellow", (string)report["status"]!);
        Assert.Equal("The pipeline is unhealthy; 1 area is impacted and 1 diagnosis is available", (string)main["symptom"]!);
        var diagnosis = Assert.Single(main["diagnosis"]!.AsArray())!;
        Assert.Equal("el4k:health:pipeline:output:stuck:es", (string)diagnosis["id"]!);
        Assert.Matches(@"^the output es has delivered nothing since 2026-11-25T12:0\d:\d\dZ, and events wait for it$", (string)diagnosis["cause"]!);
        var impact = Assert.Single(main["impacts"]!.AsArray())!;
        Assert.Equal(2, (int)impact["severity"]!);
        Assert.Contains("the output es are late", (string)impact["description"]!, StringComparison.Ordinal);
        Assert.Equal("yellow", (string)(await collector.GetAsync("/"))["status"]!);
        Assert.Contains("el4k_queue_lane_stuck_seconds{pipeline=\"main\",output=\"es\"} 3", await collector.Http.GetStringAsync("/metrics"), StringComparison.Ordinal);

        // There is room for more: senders may come.
        Assert.Equal("ready\n", await collector.Http.GetStringAsync("/health/ready"));
    }

    [Fact]
    public async Task Inputs_that_stand_still_turn_the_report_red_and_the_collector_not_ready()
    {
        var time = new ManualTime(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero));
        await using var collector = await RunningCollector.StartAsync("""input { generator {} } output { elasticsearch { id => "es" hosts => "http://127.0.0.1:1" index => "x" } }""", time);
        await UntilAsync(collector, "/_health_report", text => text.Contains("the queue is full", StringComparison.Ordinal), time);
        time.Advance(TimeSpan.FromSeconds(31));
        var main = (await collector.GetAsync("/_health_report"))["indicators"]!["pipelines"]!["indicators"]!["main"]!;

        Assert.Equal("red", (string)main["status"]!);
        Assert.Equal("The pipeline is unhealthy; 2 areas are impacted and 2 diagnoses are available", (string)main["symptom"]!);
        Assert.Equal(["el4k:health:pipeline:queue:blocked", "el4k:health:pipeline:output:stuck:es"], main["diagnosis"]!.AsArray().Select(one => (string)one!["id"]!));
        Assert.Equal([1, 2], main["impacts"]!.AsArray().Select(one => (int)one!["severity"]!));
        using var ready = await collector.Http.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Matches(@"^not ready: pipeline main: inputs have waited for room in the queue since 2026-11-25T12:0\d:\d\dZ; nothing is delivered by es\n$", await ready.Content.ReadAsStringAsync());
        Assert.Equal("live\n", await collector.Http.GetStringAsync("/health/live"));
    }

    [Fact]
    public async Task A_name_that_is_not_this_machine_is_refused()
    {
        await using var collector = await RunningCollector.StartAsync(Pipeline);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = "attacker.example" } };
        using var response = await collector.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task A_wrong_method_is_a_405()
    {
        await using var collector = await RunningCollector.StartAsync(Pipeline);
        using var response = await collector.Http.PostAsJsonAsync("/_node/stats", new { });

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    // Pauses in the pipeline go by the same clock.
    private static Task UntilAsync(RunningCollector collector, string path, Func<string, bool> holds, ManualTime time)
    {
        var answer = "";
        return Eventually.HoldsAsync(
            () =>
            {
                time.Advance(TimeSpan.FromMilliseconds(10));
                return holds(answer = collector.Http.GetStringAsync(path).Result);
            },
            () => answer);
    }

    private static JsonNode Plugin(JsonNode pipeline, string kind, string id) =>
        Assert.Single(pipeline["plugins"]![kind]!.AsArray(), plugin => (string)plugin!["id"]! == id)!;

    private static async Task<(HttpStatusCode Status, JsonNode Answer)> PutAsync(RunningCollector collector, string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await collector.Http.PutAsync(path, content);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using El4k.Collector.Configuration;
using El4k.Collector.Events;
using El4k.Collector.Pipeline;
using El4k.Collector.Plugins;
using El4k.Collector.Queue;
using El4k.Server.Collecting;
using El4k.Server.Settings;
using El4k.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace El4k.Server.Tests.Collecting;

public sealed class IngestReportTests
{
    [Fact]
    public async Task What_the_store_refused_is_reported_as_failed()
    {
        var reports = new ConcurrentQueue<JsonNode>();
        await using var store = new Server.Roles.HttpListener(IPAddress.Loopback, 0, "--rest-port", app => app.MapPost("/_bulk", context => AnswerAsync(context, reports)));
        await store.StartAsync(CancellationToken.None);
        var loaded = CollectorConfiguration.LoadText(
            $$"""input { generator { count => 3 } } output { elasticsearch { hosts => "{{store.Url}}" index => "refused" } }""",
            "test",
            new ConfigurationContext { Registry = BuiltInPlugins.CreateRegistry() });
        await using var pipeline = new EventPipeline(Assert.IsType<PipelineDefinition>(loaded.Definition));
        await using var report = new IngestReport(pipeline, null, "main", "", TimeProvider.System, _ => { });
        pipeline.BeforeClose = report.CloseAsync;
        await pipeline.StartAsync();
        await pipeline.Completion.WaitAsync(TimeSpan.FromSeconds(20));

        var output = Assert.Single(reports, document => (string)document["plugin"]!["kind"]! == "output");
        Assert.Equal(3, (int)output["failed"]!);
    }

    [Fact]
    public async Task Dead_letters_are_reported_once_with_the_last_reason_also_those_of_an_output_that_is_gone()
    {
        var reports = new ConcurrentQueue<JsonNode>();
        await using var store = new Server.Roles.HttpListener(IPAddress.Loopback, 0, "--rest-port", app => app.MapPost("/_bulk", context => AnswerAsync(context, reports)));
        await store.StartAsync(CancellationToken.None);
        using var folder = new TemporaryFolder();
        await using var letters = new DeadLetterFolder(folder.Path, NullLog.Instance, TimeProvider.System);
        var loaded = CollectorConfiguration.LoadText(
            $$"""input { generator { count => 3 } } output { elasticsearch { id => "to_store" hosts => "{{store.Url}}" index => "refused" } }""",
            "test",
            new ConfigurationContext { Registry = BuiltInPlugins.CreateRegistry(), DeadLetters = letters });
        await using var pipeline = new EventPipeline(Assert.IsType<PipelineDefinition>(loaded.Definition));
        await using var report = new IngestReport(pipeline, letters, "main", "", TimeProvider.System, _ => { });
        await letters.AddAsync("gone", Event.Parse("{}"), new string('x', 1000));
        var written = 0;
        pipeline.BeforeClose = async stop =>
        {
            Assert.True(await report.WriteAsync(stop));
            written = reports.Count;
            await report.CloseAsync(stop);
        };
        await pipeline.StartAsync();
        await pipeline.Completion.WaitAsync(TimeSpan.FromSeconds(20));

        var outputs = reports.Take(written).Where(document => (string)document["plugin"]!["kind"]! == "output").ToDictionary(document => (string)document["plugin"]!["id"]!);
        Assert.Equal(["gone", "to_store"], outputs.Keys.Order());
        Assert.Equal((3, 3), ((int)outputs["to_store"]["failed"]!, (int)outputs["to_store"]["dead_letters"]!));
        Assert.Contains("planted", (string)outputs["to_store"]["dead_letter_reason"]!, StringComparison.Ordinal);
        Assert.Equal((1, 1, 0), ((int)outputs["gone"]["failed"]!, (int)outputs["gone"]["dead_letters"]!, (int)outputs["gone"]["out"]!));

        // A keyword holds 256 characters.
        Assert.InRange(((string)outputs["gone"]["dead_letter_reason"]!).Length, 100, 250);

        var after = Assert.Single(reports.Skip(written), document => (string)document["plugin"]!["kind"]! == "output");
        Assert.Equal(0, (int)after["dead_letters"]!);
        Assert.Null(after["dead_letter_reason"]);
    }

    [Fact]
    public async Task What_was_done_with_personal_data_is_reported_by_kind_and_field_without_any_of_it()
    {
        var reports = new ConcurrentQueue<JsonNode>();
        await using var store = new Server.Roles.HttpListener(IPAddress.Loopback, 0, "--rest-port", app => app.MapPost("/_bulk", context => AnswerAsync(context, reports)));
        await store.StartAsync(CancellationToken.None);
        var loaded = CollectorConfiguration.LoadText(
            $$"""
            input { generator { count => 3 message => "ann@example.com" add_field => { "[user][card]" => "4111111111111111" } } }
            filter { pii { id => "guard" } }
            output { elasticsearch { hosts => "{{store.Url}}" index => "refused" } }
            """,
            "test",
            new ConfigurationContext { Registry = BuiltInPlugins.CreateRegistry() });
        await using var pipeline = new EventPipeline(Assert.IsType<PipelineDefinition>(loaded.Definition));
        await using var report = new IngestReport(pipeline, null, "main", "", TimeProvider.System, _ => { });
        pipeline.BeforeClose = report.CloseAsync;
        await pipeline.StartAsync();
        await pipeline.Completion.WaitAsync(TimeSpan.FromSeconds(20));

        var documents = reports.Where(document => (string)document["plugin"]!["kind"]! == "filter").ToArray();
        Assert.All(documents, document => Assert.Equal(("guard", "pii"), ((string)document["plugin"]!["id"]!, (string)document["plugin"]!["name"]!)));
        Assert.Equal(
            ["mask card user.card 3", "mask email message 3"],
            documents.Select(document => $"{document["pii"]!["action"]} {document["pii"]!["kind"]} {document["pii"]!["field"]} {document["count"]}").Order());
        Assert.DoesNotContain(reports, document => document.ToJsonString().Contains("ann@", StringComparison.Ordinal));

        // What is reported once is not reported again.
        var status = pipeline.ReadStatus().Plugins.Single(plugin => plugin.Id == "guard").Counters;
        Assert.Empty(PiiCount.Since(status, status));
    }

    [Theory]
    [InlineData("true", 2)]
    [InlineData("false", 0)]
    public async Task There_is_no_report_where_the_settings_turn_it_off(string isEnabled, int documents)
    {
        var reports = new ConcurrentQueue<JsonNode>();
        await using var store = new Server.Roles.HttpListener(IPAddress.Loopback, 0, "--rest-port", app => app.MapPost("/_bulk", context => AnswerAsync(context, reports)));
        await store.StartAsync(CancellationToken.None);
        var settings = SettingValues.Defaults.With(SettingList.MonitoringEnabled, isEnabled);
        await using (var collector = await RunningCollector.StartAsync(
            [("main", $$"""input { udp { port => 0 } } output { elasticsearch { hosts => "{{store.Url}}" index => "refused" } }""")], settings, new ManualTime(DateTimeOffset.UnixEpoch)))
        {
            // The clock stands still, so only the report at the stop is written.
        }

        Assert.Equal(documents, reports.Count);
    }

    // Takes the reports, and refuses every other document.
    private static async Task AnswerAsync(HttpContext context, ConcurrentQueue<JsonNode> reports)
    {
        using var reader = new StreamReader(context.Request.Body);
        var lines = (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var items = new JsonArray();
        for (var i = 0; i < lines.Length; i += 2)
        {
            var isReport = lines[i].Contains("el4k-ingest", StringComparison.Ordinal);
            if (isReport)
            {
                reports.Enqueue(JsonNode.Parse(lines[i + 1])!);
            }

            items.Add(JsonNode.Parse(isReport ? """{"index":{"status":201}}""" : """{"index":{"status":400,"error":{"type":"t","reason":"planted"}}}"""));
        }

        await context.Response.WriteAsync(new JsonObject { ["errors"] = items.Any(item => (int)item!["index"]!["status"]! > 299), ["items"] = items }.ToJsonString());
    }
}

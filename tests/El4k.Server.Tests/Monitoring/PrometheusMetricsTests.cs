using System.Globalization;
using System.Text.RegularExpressions;
using El4k.Server.Monitoring;
using El4k.Server.Settings;
using El4k.Testing;

namespace El4k.Server.Tests.Monitoring;

public sealed partial class PrometheusMetricsTests
{
    [Fact]
    public async Task The_page_is_valid_and_has_the_counters()
    {
        await using var collector = await RunningCollector.StartAsync("""
            input { generator { id => "a\"b\\c" count => 5 } udp { port => 0 } }
            output { null { id => "gone" } }
            """);
        Dictionary<string, double> samples = [];
        await Eventually.HoldsAsync(
            () => (samples = Parse(collector.Http.GetStringAsync("/metrics").Result)).GetValueOrDefault("el4k_pipeline_events_out_total{pipeline=\"main\"}") == 5,
            () => string.Join('\n', samples.Keys));

        Assert.Equal(5, samples["el4k_pipeline_events_in_total{pipeline=\"main\"}"]);
        Assert.Equal(5, samples["el4k_plugin_events_in_total{pipeline=\"main\",kind=\"output\",plugin=\"null\",id=\"gone\"}"]);
        Assert.Equal(0, samples["el4k_udp_kernel_drops_total{pipeline=\"main\",kind=\"input\",plugin=\"udp\",id=\"udp\"}"]);
        Assert.Equal(0, samples["el4k_dead_letters_total{pipeline=\"main\"}"]);
        Assert.Contains(samples.Keys, name => name.Contains(@"id=""a\""b\\", StringComparison.Ordinal) || name.Contains(@"id=""a\\\""b", StringComparison.Ordinal));
        Assert.True(samples["process_cpu_seconds_total"] > 0);
        Assert.True(samples["process_resident_memory_bytes"] > 1_000_000);
        Assert.True(samples["el4k_queue_max_bytes{pipeline=\"main\"}"] > 0);
        using var response = await collector.Http.GetAsync("/metrics");
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType!.ToString());
    }

    [Fact]
    public async Task The_queues_bytes_are_those_that_its_bound_is_about_and_the_lanes_are_those_that_wait()
    {
        var settings = SettingValues.Defaults.With(SettingList.QueueType, "persisted");
        await using var collector = await RunningCollector.StartAsync(
            [("main", """input { generator { count => 1000 } udp { port => 0 } } output { null { id => "gone" } }""")], settings);
        Dictionary<string, double> samples = [];
        await Eventually.HoldsAsync(
            () => (samples = Parse(collector.Http.GetStringAsync("/metrics").Result)).GetValueOrDefault("el4k_pipeline_events_out_total{pipeline=\"main\"}") == 1000
                && samples["el4k_queue_lane_bytes{pipeline=\"main\",output=\"gone\"}"] == 0
                && samples["el4k_queue_events{pipeline=\"main\"}"] == 0,
            () => string.Join('\n', samples));

        Assert.Contains($"has started: inputs generator, udp 127.0.0.1:{collector.Role.PortOf("udp")}; outputs null (gone); queue persisted", collector.Log, StringComparison.Ordinal);

        // Nothing waits, and the page that the events stood in is on disk still.
        Assert.True(samples["el4k_queue_bytes{pipeline=\"main\"}"] > 0, string.Join('\n', samples));
        var page = await collector.Http.GetStringAsync("/metrics");
        Assert.Contains("# HELP el4k_queue_bytes Bytes that el4k_queue_max_bytes bounds: of the events that wait in memory; with a disk queue of its pages", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_metric_is_written_once()
    {
        var text = new PrometheusText();
        text.Write("a", "gauge", "One.", 1);

        Assert.Throws<InvalidOperationException>(() => text.Write("a", "gauge", "One.", 1));
    }

    [Fact]
    public void Help_and_labels_are_escaped()
    {
        var text = new PrometheusText();
        text.Write("a", "gauge", "Two\nlines \\", [([("l", "q\"b\\n\n")], 1.5)]);

        Assert.Equal("# HELP a Two\\nlines \\\\\n# TYPE a gauge\na{l=\"q\\\"b\\\\n\\n\"} 1.5\n", text.ToString());
    }

    // The text format's rules: help and type before the samples, all samples of a metric together, each only once.
    private static Dictionary<string, double> Parse(string page)
    {
        Assert.EndsWith("\n", page, StringComparison.Ordinal);
        var samples = new Dictionary<string, double>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var metric = "";
        var isTyped = false;
        foreach (var line in page.TrimEnd('\n').Split('\n'))
        {
            if (HelpLine().Match(line) is { Success: true } help)
            {
                metric = help.Groups[1].Value;
                isTyped = false;
                Assert.True(seen.Add(metric), $"{metric} stands in two places");
            }
            else if (TypeLine().Match(line) is { Success: true } type)
            {
                Assert.Equal(metric, type.Groups[1].Value);
                Assert.Equal(type.Groups[2].Value == "counter", metric.EndsWith("_total", StringComparison.Ordinal));
                isTyped = true;
            }
            else
            {
                var sample = SampleLine().Match(line);
                Assert.True(sample.Success, $"no valid line: {line}");
                Assert.True(isTyped);
                Assert.Equal(metric, sample.Groups[1].Value);
                Assert.True(samples.TryAdd(sample.Groups[1].Value + sample.Groups[2].Value, double.Parse(sample.Groups[3].Value, CultureInfo.InvariantCulture)), $"twice: {line}");
            }
        }

        return samples;
    }

    [GeneratedRegex(@"^# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) \S.*$")]
    private static partial Regex HelpLine();

    [GeneratedRegex("^# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge)$")]
    private static partial Regex TypeLine();

    [GeneratedRegex("""^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\[\\"n])*",?)*\})? (-?[0-9.]+(?:E[+-]?\d+)?)$""")]
    private static partial Regex SampleLine();
}

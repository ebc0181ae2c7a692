using System.Text;
using BenchmarkDotNet.Attributes;
using El4k.Collector.Configuration;
using El4k.Collector.Events;
using El4k.Collector.Pipeline;
using El4k.Collector.Plugins;

namespace El4k.Benchmarks.Micro;

/// <summary>The filter <c>pii</c> on events that came as JSON; one operation is one event, without its decoding.</summary>
[MemoryDiagnoser]
public class PiiBenchmarks
{
    private const int Events = 1000;

    private readonly EventList _events = new();
    private PipelineDefinition _definition = null!;
    private FilterRunner _runner = null!;

    /// <summary>What the events are.</summary>
    public enum Content
    {
        /// <summary>A metric of a request, with times and numbers, and nothing personal.</summary>
        Metric,

        /// <summary>A log line with a nested context, and nothing personal.</summary>
        Log,

        /// <summary>A log line with an e-mail address in its message; it is tagged, so that each run finds it.</summary>
        Email,
    }

    [ParamsAllValues]
    public Content Kind { get; set; }

    [GlobalSetup]
    public void Load()
    {
        var context = new ConfigurationContext { Registry = BuiltInPlugins.CreateRegistry() };
        var options = Kind == Content.Email ? "action => \"tag\"" : "";
        _definition = CollectorConfiguration.LoadText($"filter {{ pii {{ {options} }} }}", "benchmark.conf", context).Definition!;
        _runner = new FilterRunner(StepTree.Plugins(_definition.Filters).ToDictionary(step => step.Shared!, step => new FilterDecoration(step.Shared!)));
        for (var i = 0; i < Events; i++)
        {
            Event.TryParse(Encoding.UTF8.GetBytes(Json(i)), TimeProvider.System, out var one);
            _events.Add(one!);
        }
    }

    [Benchmark(OperationsPerInvoke = Events)]
    public int Run()
    {
        _runner.Run(_definition.Filters, _events);
        return _events.Count;
    }

    private string Json(int i) => Kind == Content.Metric
        ? $$$"""{"@timestamp":"2026-11-25T16:28:{{{i % 60:D2}}}.123Z","service":"shop","api":"/reports/{{{i % 17}}}/run","customer":"customer-{{{i % 91}}}","user":"u{{{i}}}","took":{{{i * 37 % 1000}}},"db_ms":{{{i % 100}}},"status":200,"host":"web-{{{i % 7}}}","region":"eu-central-1","request_id":"550e8400-e29b-41d4-a716-{{{i:D12}}}","rows":{{{i * 13 % 1000}}},"ok":true}"""
        : $$$"""{"@timestamp":"2026-11-25T16:28:{{{i % 60:D2}}}.123Z","level":"info","channel":"app","message":"Report {{{i % 17}}} of {{{(Kind == Content.Email ? "ann.lee@example.com" : "customer " + (i % 91))}}} ran in {{{i * 37 % 1000}}} ms after 2026-11-25 16:28:59","context":{"report":{{{i % 17}}},"parameters":{"from":"2026-11-01","to":"2026-11-25","format":"pdf"},"trace":"4bf92f3577b34da6a3ce929d0e0e{{{i:D4}}}"},"extra":{"pid":{{{1000 + i}}},"memory":"12 MB"}}""";
}

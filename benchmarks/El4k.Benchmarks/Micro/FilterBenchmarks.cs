using System.Text;
using BenchmarkDotNet.Attributes;
using El4k.Collector.Configuration;
using El4k.Collector.Events;
using El4k.Collector.Pipeline;
using El4k.Collector.Plugins;

namespace El4k.Benchmarks.Micro;

/// <summary>The filters on lines of an Apache access log in the combined format; one operation is one line.</summary>
[MemoryDiagnoser]
public class FilterBenchmarks
{
    private const int Lines = 1000;

    private readonly EventBatchPool _pool = new(TimeProvider.System);
    private readonly EventList _events = new();
    private readonly byte[][] _lines = [.. Enumerable.Range(0, Lines).Select(Line)];
    private PipelineDefinition _definition = null!;
    private FilterRunner _runner = null!;

    /// <summary>What stands inside of <c>filter { … }</c>.</summary>
    [Params(
        """mutate { remove_field => [ "path", "host", "port" ] }""",
        """grok { match => { "message" => "%{COMBINEDAPACHELOG}" } }""",
        """dissect { mapping => { "message" => '%{clientip} %{ident} %{auth} [%{timestamp}] "%{verb} %{request} HTTP/%{httpversion}" %{response} %{bytes} "%{referrer}" "%{agent}"' } }""",
        """kv { field_split => "&? " target => "kv" }""",
        """
        grok { match => { "message" => "%{COMBINEDAPACHELOG}" } }
        date { match => [ "timestamp", "dd/MMM/yyyy:HH:mm:ss Z" ] }
        mutate { convert => { "bytes" => "integer" "response" => "integer" } }
        """,
        """grok { match => { "message" => "%{COMBINEDAPACHELOG}" } ecs_compatibility => "v8" }""")]
    public string Filters { get; set; } = "";

    [GlobalSetup]
    public void Load()
    {
        var context = new ConfigurationContext { Registry = BuiltInPlugins.CreateRegistry() };
        _definition = CollectorConfiguration.LoadText($"filter {{ {Filters} }}", "benchmark.conf", context).Definition!;
        _runner = new FilterRunner(StepTree.Plugins(_definition.Filters).ToDictionary(step => step.Shared!, step => new FilterDecoration(step.Shared!)));
    }

    [Benchmark(OperationsPerInvoke = Lines)]
    public int Run()
    {
        var batch = _pool.Rent();
        foreach (var line in _lines)
        {
            _events.Add(batch.AddMessage(line));
        }

        _runner.Run(_definition.Filters, _events);
        var count = _events.Count;
        _events.Clear();
        batch.Complete(BatchOutcome.Delivered);
        return count;
    }

    private static byte[] Line(int i) => Encoding.UTF8.GetBytes(
        $"10.{i % 7}.{i % 251}.{i % 13} - - [{1 + (i % 28):D2}/May/2015:{i % 24:D2}:{i % 60:D2}:{i % 59:D2} +0000] \"GET /reports/{i % 17}/run?customer={i % 91} HTTP/1.1\" "
        + $"{(i % 50 == 0 ? 500 : 200)} {i * 37 % 100_000} \"https://app.example.com/reports\" \"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/{i % 9 + 110}.0 Safari/537.36\"");
}

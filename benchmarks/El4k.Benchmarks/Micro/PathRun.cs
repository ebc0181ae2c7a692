using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using El4k.Benchmarks.EndToEnd;
using El4k.Collector.Configuration;
using El4k.Collector.Events;
using El4k.Collector.Expressions;
using El4k.Collector.Pipeline;
using El4k.Collector.Plugins;
using El4k.Collector.Plugins.Bulk;
using El4k.Collector.Plugins.Codecs.JsonLines;
using El4k.Collector.Plugins.Inputs;

namespace El4k.Benchmarks.Micro;

/// <summary>The seed's pipeline in one thread and without sockets, stage by stage: what the program itself costs per event. The least of many rounds counts, which a busy machine disturbs little.</summary>
/// <remarks>As many events are in flight as the queue lets in, since most of what a stage costs is memory that it touches first.</remarks>
internal sealed class PathRun : IDisposable
{
    private const int Connections = 8;
    private const int ReadBytes = 32 * 1024;
    private const int InFlight = 4;
    private const string Seed = """filter { mutate { remove_field => ["path", "host", "port"] } }""";

    private readonly PipelineSettings _settings = new();
    private readonly EventBatchPool _pool;
    private readonly byte[] _stream;
    private readonly ConnectionPeer _peer = new(new IPEndPoint(IPAddress.Loopback, 40_000), null, null);
    private readonly ConnectionFields _fields = new(EcsCompatibility.Disabled);
    private readonly JsonLinesCodec[] _codecs;
    private readonly BulkWriter _writer = new(new BulkSettings { Index = StringFormat.Parse("logstash-%{service}-%{+YYYY.MM.dd}") });
    private readonly Queue<EventGroup> _groups = new();
    private readonly EventGroupPool _groupPool = new(1);
    private readonly PipelineDefinition _definition;
    private readonly FilterRunner _filters;
    private readonly long[] _ticks = new long[3];
    private readonly int[] _at = new int[Connections];
    private int _connection;

    private PathRun(CannedLines lines)
    {
        _pool = new EventBatchPool(TimeProvider.System, _settings.InputBatchEvents, _settings.InputBatchBytes);
        _stream = new byte[4 << 20];
        _stream = _stream[..lines.Fill(_stream, 0, long.MaxValue).Bytes];
        var context = new ConfigurationContext { Registry = BuiltInPlugins.CreateRegistry() };
        _definition = CollectorConfiguration.LoadText(Seed, "benchmark.conf", context).Definition!;
        _filters = new FilterRunner(StepTree.Plugins(_definition.Filters).ToDictionary(step => step.Shared!, step => new FilterDecoration(step.Shared!)));
        _codecs = [.. Enumerable.Range(0, Connections).Select(_ => new JsonLinesCodec(new JsonLinesOptions(), PluginContext.For("json_lines")))];
    }

    /// <param name="shape"><c>metric</c> or <c>log</c>.</param>
    /// <param name="rounds">How often some thousand events pass through.</param>
    public static JsonObject Run(string shape, int rounds)
    {
        using var run = new PathRun(shape == "log" ? CannedLines.Logs : CannedLines.Metrics);
        return run.Measure(shape, rounds);
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private JsonObject Measure(string shape, int rounds)
    {
        var least = new double[] { double.MaxValue, double.MaxValue, double.MaxValue };
        var total = double.MaxValue;
        for (var round = 0; round < rounds; round++)
        {
            Array.Clear(_ticks);
            var events = 0L;
            while (events < 4 * _settings.BatchSize)
            {
                events += Pass();
            }

            for (var i = 0; i < least.Length; i++)
            {
                least[i] = Math.Min(least[i], Nanoseconds(_ticks[i], events));
            }

            total = Math.Min(total, Nanoseconds(_ticks.Sum(), events));
        }

        return new JsonObject
        {
            ["date"] = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture),
            ["path"] = shape,
            ["decode_ns"] = Math.Round(least[0]),
            ["filter_ns"] = Math.Round(least[1]),
            ["write_ns"] = Math.Round(least[2]),
            ["total_ns"] = Math.Round(total),
        };
    }

    private static double Nanoseconds(long ticks, long events) => ticks * (1e9 / Stopwatch.Frequency) / events;

    // One group in, one group out: the ones between them wait, as in the program.
    private int Pass()
    {
        var start = Stopwatch.GetTimestamp();
        var group = _groupPool.Rent();
        while (group.Events.Count < _settings.BatchSize)
        {
            group.Add(Receive());
        }

        var decoded = Stopwatch.GetTimestamp();
        _groups.Enqueue(group);
        _ticks[0] += decoded - start;
        if (_groups.Count < InFlight)
        {
            return 0;
        }

        var filtered = _groups.ElementAt(InFlight / 2);
        start = Stopwatch.GetTimestamp();
        _filters.Run(_definition.Filters, filtered.Events);
        _ticks[1] += Stopwatch.GetTimestamp() - start;
        return Deliver(_groups.Dequeue());
    }

    private int Deliver(EventGroup group)
    {
        var events = group.Events.Count;
        var start = Stopwatch.GetTimestamp();
        for (var next = 0; next < events;)
        {
            next = _writer.Fill(group.Events.Memory.Span, next);
        }

        foreach (var batch in group.Batches)
        {
            batch.Complete(BatchOutcome.Delivered);
        }

        _groupPool.Return(group);
        _ticks[2] += Stopwatch.GetTimestamp() - start;
        return events;
    }

    private EventBatch Receive()
    {
        var batch = _pool.Rent();
        var connection = _connection++ % Connections;
        ref var at = ref _at[connection];
        while (!batch.IsFull)
        {
            // What the kernel would copy is copied here.
            var room = batch.ReceiveBuffer(ReadBytes);
            var count = Math.Min(room.Length, _stream.Length - at);
            _stream.AsSpan(at, count).CopyTo(room.Span);
            at = (at + count) % _stream.Length;
            var first = batch.Count;
            _codecs[connection].Decode(batch.Received(count), batch);
            _peer.AddAll(batch, first, _fields);
        }

        return batch;
    }
}

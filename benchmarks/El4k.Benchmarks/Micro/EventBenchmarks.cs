using System.Buffers;
using BenchmarkDotNet.Attributes;
using El4k.Benchmarks.EndToEnd;
using El4k.Collector.Events;
using El4k.Collector.Expressions;

namespace El4k.Benchmarks.Micro;

/// <summary>The seed's pipeline for one batch, without sockets: index the fields, drop three, name the index, write the document.</summary>
[MemoryDiagnoser]
public class EventBenchmarks
{
    private const int Events = 1000;
    private static readonly FieldReference[] _dropped = [FieldReference.Parse("path"), FieldReference.Parse("host"), FieldReference.Parse("port")];
    private static readonly StringFormat _index = StringFormat.Parse("logstash-%{service}-%{+YYYY.MM.dd}");

    private readonly EventBatchPool _pool = new(TimeProvider.System, Events, 4 << 20);
    private readonly ArrayBufferWriter<byte> _output = new(4 << 20);
    private readonly byte[][] _lines = new byte[Events][];

    [GlobalSetup]
    public void Setup()
    {
        var buffer = new byte[1024];
        for (var i = 0; i < Events; i++)
        {
            var (_, bytes) = new MetricEvents().Fill(buffer, i, 1);
            _lines[i] = buffer[..(bytes - 1)];
        }
    }

    [Benchmark(OperationsPerInvoke = Events)]
    public int SeedPipeline()
    {
        _output.ResetWrittenCount();
        var batch = _pool.Rent();
        foreach (var line in _lines)
        {
            batch.AddJson(line);
        }

        foreach (var one in batch.Events.Span)
        {
            foreach (var field in _dropped)
            {
                one.Remove(field);
            }

            _index.Write(one, _output);
            one.WriteJson(_output);
        }

        batch.Complete(BatchOutcome.Delivered);
        return _output.WrittenCount;
    }
}

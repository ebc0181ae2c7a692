using System.Text;
using El4k.Collector.Events;
using El4k.Collector.Expressions;
using El4k.Collector.Plugins.Bulk;
using El4k.Collector.Plugins.Codecs.JsonLines;
using El4k.Collector.Plugins.Inputs;

namespace El4k.Collector.Plugins.Tests.Outputs;

public sealed class SteadyPathTests
{
    private const string Line =
        """
        {"message":"apm","context":{},"level":10,"level_name":"METRIC","datetime":"2026-11-22T05:00:00.000000+00:00","extra":{"a":[1,2]},"service":"reports","user":100000,"duration":12,"path":"/api","host":"10.20.0.1","port":40000}

        """;

    private static readonly FieldReference[] Removed = [.. ((string[])["path", "host", "port"]).Select(name => FieldReference.Parse(name))];

    [Fact]
    public void The_way_of_an_event_from_bytes_to_bulk_body_allocates_nothing()
    {
        var pool = new EventBatchPool(TimeProvider.System);
        var codec = new JsonLinesCodec(new JsonLinesOptions(), PluginContext.For("codec"));
        using var writer = new BulkWriter(new BulkSettings { Index = StringFormat.Parse("logstash-%{service}-%{+YYYY.MM.dd}") });
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Line, 200)));
        Run();
        Run();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(200, writer.Body.Count);
        Assert.DoesNotContain("\"path\"", Encoding.UTF8.GetString(writer.Body.Memory.Span), StringComparison.Ordinal);

        void Run()
        {
            var batch = pool.Rent();
            codec.Decode(text, batch);
            EventSource.AddText(batch, 0, FieldReference.Parse("host"), "127.0.0.1"u8);
            foreach (var item in batch.Events.Span)
            {
                foreach (var field in Removed)
                {
                    item.Remove(field);
                }
            }

            writer.Fill(batch.Events.Span, 0);
            batch.Complete(BatchOutcome.Delivered);
        }
    }
}

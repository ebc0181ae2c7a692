using System.Buffers;
using System.Text;
using El4k.Collector.Configuration;
using El4k.Collector.Events;
using El4k.Collector.Expressions;
using El4k.Collector.Pipeline;
using El4k.Collector.Plugins;
using El4k.Collector.Tests.Fakes;

namespace El4k.Collector.Tests.Pipeline;

public sealed class SeedPipelineAllocationTests
{
    [Fact]
    public void Decoding_filtering_and_encoding_an_event_as_the_seed_does_allocates_nothing()
    {
        ConfigurationResult loaded = FakePlugins.Load("""filter { mutate { remove_field => ["path", "host", "port"] } }""");
        var step = (PluginStep<IFilter>)loaded.Definition!.Filters[0];
        var filters = new FilterRunner(new Dictionary<SharedFilterOptions, FilterDecoration> { [step.Shared!] = new(step.Shared!) });
        var index = StringFormat.Parse("logstash-%{service}-%{+YYYY.MM.dd}");
        byte[] line = Encoding.UTF8.GetBytes(
            """{"service":"reports","host":"web-1","path":"/r","message":"ok \"quoted\"","duration":12.5,"context":{"user":17,"customer":"acme"},"list":[1,2,3]}""");
        var pool = new EventBatchPool(TimeProvider.System);
        var events = new EventList();
        var output = new ArrayBufferWriter<byte>(4 * 1024 * 1024);
        object port = 9601L;
        var portField = FieldReference.Parse("port");

        void Round()
        {
            EventBatch batch = pool.Rent();
            for (int i = 0; i < 500; i++)
            {
                batch.AddJson(line);
                batch[i].Set(portField, port);
                events.Add(batch[i]);
            }

            filters.Run(loaded.Definition.Filters, events);
            for (int i = 0; i < events.Count; i++)
            {
                index.Write(events[i], output);
                events[i].WriteJson(output);
            }

            output.ResetWrittenCount();
            events.Clear();
            batch.Complete(BatchOutcome.Delivered);
        }

        Round();
        Round();
        // The best of a few: a thread that comes back from a long pause fills small caches anew.
        long allocated = Enumerable.Range(0, 5).Min(_ =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 10; i++)
            {
                Round();
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        });
        Assert.True(allocated < 5000, $"5,000 events allocated {allocated} bytes.");
    }
}

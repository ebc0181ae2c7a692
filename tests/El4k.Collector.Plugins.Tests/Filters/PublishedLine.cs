using System.Text;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Tests.Filters;

/// <summary>An event of a batch with a line of text as its message, as codecs for lines make it: the text lies in the batch's memory as UTF-8.</summary>
internal sealed class PublishedLine : IDisposable
{
    private readonly EventBatch _batch = new EventBatchPool(TimeProvider.System).Rent();

    public PublishedLine(string line)
        : this(Encoding.UTF8.GetBytes(line))
    {
    }

    public PublishedLine(byte[] line) => Event = _batch.AddMessage(line);

    public Event Event { get; }

    public void Dispose() => _batch.Complete(BatchOutcome.Delivered);
}

using System.Buffers;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Tests.Inputs;

/// <summary>A codec that does not wait for ever for the end of what it holds.</summary>
internal sealed class ImpatientCodec(ICodec inner, TimeSpan patience) : ICodec
{
    public TimeSpan? IdleFlush => patience;

    public long UnfinishedBytes => inner.UnfinishedBytes;

    public void Decode(ReadOnlySpan<byte> data, EventBatch batch) => inner.Decode(data, batch);

    public void Flush(EventBatch batch) => inner.Flush(batch);

    public void Encode(Event source, IBufferWriter<byte> output) => inner.Encode(source, output);

    public ICodec Clone() => new ImpatientCodec(inner.Clone(), patience);
}

using System.Buffers;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Tests.Inputs;

/// <summary>Makes a message of each text, but breaks the contract of codecs for the text <c>throw</c>.</summary>
internal sealed class ThrowingCodec : ICodec
{
    public void Decode(ReadOnlySpan<byte> data, EventBatch batch)
    {
        if (data.SequenceEqual("throw"u8))
        {
            throw new InvalidOperationException("planted");
        }

        batch.AddMessage(data);
    }

    public void Flush(EventBatch batch)
    {
    }

    public void Encode(Event source, IBufferWriter<byte> output)
    {
    }

    public ICodec Clone() => this;
}

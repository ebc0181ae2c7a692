using System.Buffers;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Codecs.Dots;

/// <summary>Writes one dot per event, to see that events flow and how fast.</summary>
internal sealed class DotsCodec : ICodec
{
    /// <exception cref="PluginOptionException">Never: there are no options.</exception>
    public DotsCodec(NoOptions options, PluginContext context)
    {
        _ = options;
        _ = context;
    }

    /// <inheritdoc/>
    public void Decode(ReadOnlySpan<byte> data, EventBatch batch)
    {
        // A dot says nothing, so there is nothing to read: as in Logstash the codec only writes.
    }

    /// <inheritdoc/>
    public void Flush(EventBatch batch)
    {
    }

    /// <inheritdoc/>
    public void Encode(Event source, IBufferWriter<byte> output) => output.Write("."u8);

    /// <inheritdoc/>
    public ICodec Clone() => this;
}

using System.Buffers;
using El4k.Collector.Events;
using El4k.Collector.Plugins;

namespace El4k.Collector.Tests.Fakes;

/// <summary>One JSON text a call.</summary>
internal sealed class FakeCodec(FakeCodecOptions options, PluginContext context) : ICodec
{
    public string Charset => options.Charset;

    public void Decode(ReadOnlySpan<byte> data, EventBatch batch)
    {
        if (!batch.AddJson(data))
        {
            batch.AddFailure(data, "_jsonparsefailure");
        }
    }

    public void Flush(EventBatch batch)
    {
    }

    public void Encode(Event source, IBufferWriter<byte> output) => source.WriteJson(output);

    public ICodec Clone() => new FakeCodec(options, context);
}

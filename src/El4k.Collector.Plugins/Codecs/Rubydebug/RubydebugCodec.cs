using System.Buffers;
using System.Text;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Codecs.Rubydebug;

/// <summary>Writes events for people to read, a field a line; it does not read any.</summary>
/// <remarks>Input that is decoded with it comes as one message per piece, so that nothing is lost over a slip in the configuration.</remarks>
internal sealed class RubydebugCodec : ICodec
{
    private readonly RubydebugOptions _options;

    /// <summary>Makes the codec; it holds nothing.</summary>
    public RubydebugCodec(RubydebugOptions options, PluginContext context)
    {
        _options = options;
        _ = context;
    }

    /// <inheritdoc/>
    public void Decode(ReadOnlySpan<byte> data, EventBatch batch)
    {
        if (!data.IsEmpty)
        {
            batch.AddMessage(data);
        }
    }

    /// <inheritdoc/>
    public void Flush(EventBatch batch)
    {
    }

    /// <inheritdoc/>
    public void Encode(Event source, IBufferWriter<byte> output)
    {
        var map = source.ToMap();
        if (_options.Metadata)
        {
            map["@metadata"] = source.Metadata;
        }

        var text = new StringBuilder();
        RubydebugFormat.AppendMap(text, map);
        text.Append('\n');
        foreach (var chunk in text.GetChunks())
        {
            Encoding.UTF8.GetBytes(chunk.Span, output);
        }
    }

    /// <inheritdoc/>
    public ICodec Clone() => this;
}

using System.Buffers;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Codecs.Json;

/// <summary>Reads whole JSON texts, such as datagrams and messages of a queue, and writes one JSON object per event.</summary>
/// <remarks>A text may hold several documents, one after the other or a line each; Logstash takes the first and loses the rest.</remarks>
internal sealed class JsonCodec : ICodec
{
    private readonly JsonOptions _options;
    private readonly PluginContext _context;
    private readonly JsonDecoder _decoder;

    /// <exception cref="PluginOptionException">The charset is not supported.</exception>
    public JsonCodec(JsonOptions options, PluginContext context)
    {
        _options = options;
        _context = context;
        _decoder = new JsonDecoder(CharsetOption.ResolveWhole(options.Charset), options.Target, OriginalText.Field(context.EcsCompatibility));
    }

    /// <inheritdoc/>
    public void Decode(ReadOnlySpan<byte> data, EventBatch batch)
    {
        // Both searches are far cheaper than one failed parse of a text that holds more than one document.
        if (data.TrimEnd("\r\n"u8).Contains((byte)'\n') || data.IndexOf("}{"u8) >= 0)
        {
            _decoder.DecodeMany(data, batch);
        }
        else
        {
            _decoder.DecodeOne(data, batch);
        }
    }

    /// <inheritdoc/>
    public void Flush(EventBatch batch)
    {
        // Each text is whole, so nothing is ever held.
    }

    /// <inheritdoc/>
    public void Encode(Event source, IBufferWriter<byte> output) => source.WriteJson(output);

    /// <inheritdoc/>
    public ICodec Clone() => new JsonCodec(_options, _context);
}

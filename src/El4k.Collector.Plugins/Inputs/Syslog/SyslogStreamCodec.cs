using System.Buffers;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Codecs;

namespace El4k.Collector.Plugins.Inputs.Syslog;

/// <summary>Decodes a stream of messages.</summary>
internal sealed class SyslogStreamCodec(ICodec inner, SyslogSettings settings, PluginContext plugin) : ICodec
{
    private readonly SyslogCodec _messages = new(inner, settings);
    private readonly SyslogFraming _framing = new(settings.MaxMessageBytes);

    /// <inheritdoc/>
    public long HeldBytes => _framing.HeldBytes;

    /// <inheritdoc/>
    public void Decode(ReadOnlySpan<byte> data, EventBatch batch)
    {
        while (_framing.TryTake(ref data, out var message))
        {
            if (_framing.IsCut)
            {
                LineLimit.AddCut(message, "max_message_bytes", settings.MaxMessageBytes, plugin, batch);
            }
            else
            {
                _messages.Decode(message, batch);
            }
        }
    }

    /// <inheritdoc/>
    public void Flush(EventBatch batch)
    {
        _messages.Decode(_framing.TakeRest(), batch);
        _framing.Reset();
    }

    /// <inheritdoc/>
    public void Encode(Event source, IBufferWriter<byte> output) => inner.Encode(source, output);

    /// <inheritdoc/>
    public ICodec Clone() => new SyslogStreamCodec(inner.Clone(), settings, plugin);
}

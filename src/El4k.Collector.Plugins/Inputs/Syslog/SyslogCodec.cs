using System.Buffers;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Inputs.Syslog;

/// <summary>Decodes whole messages by the input's codec and then as syslog: what datagrams hold.</summary>
internal sealed class SyslogCodec(ICodec inner, SyslogSettings settings) : ICodec
{
    private readonly SyslogReader _reader = new(settings);

    /// <inheritdoc/>
    public void Decode(ReadOnlySpan<byte> data, EventBatch batch)
    {
        // Senders end datagrams as they end lines, or not at all.
        data = data.TrimEnd("\r\n\0"u8);
        if (data.IsEmpty)
        {
            return;
        }

        var first = batch.Count;
        inner.Decode(data, batch);
        inner.Flush(batch);
        _reader.Read(batch, first);
    }

    /// <inheritdoc/>
    public void Flush(EventBatch batch)
    {
        // Each message is whole, so nothing is ever held.
    }

    /// <inheritdoc/>
    public void Encode(Event source, IBufferWriter<byte> output) => inner.Encode(source, output);

    /// <inheritdoc/>
    public ICodec Clone() => new SyslogCodec(inner.Clone(), settings);
}

using System.Buffers;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Codecs;

/// <summary>Makes one event of one text, whatever its charset. Used by one thread.</summary>
internal sealed class TextDecoder(Charset charset)
{
    private ArrayBufferWriter<byte>? _transcoded;

    /// <summary>Adds an event with the text as its message.</summary>
    public void Decode(ReadOnlySpan<byte> text, EventBatch batch)
    {
        if (charset.IsUtf8)
        {
            batch.AddMessage(text);
            return;
        }

        _transcoded ??= new ArrayBufferWriter<byte>();
        _transcoded.ResetWrittenCount();
        charset.Transcode(text, _transcoded);
        batch.AddMessage(_transcoded.WrittenSpan);
    }
}

using System.Buffers;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Codecs;

/// <summary>Makes one event of one text, whatever its charset. Used by one thread.</summary>
/// <param name="charset">The text's.</param>
/// <param name="original">The field that keeps the text beside the message; null for none.</param>
internal sealed class TextDecoder(Charset charset, FieldReference? original)
{
    private readonly bool _isMessageOnly = charset.IsUtf8 && original is null;
    private ArrayBufferWriter<byte>? _transcoded;

    /// <summary>Adds an event with the text as its message.</summary>
    public void Decode(ReadOnlySpan<byte> text, EventBatch batch)
    {
        if (_isMessageOnly)
        {
            batch.AddMessage(text);
            return;
        }

        if (!charset.IsUtf8)
        {
            _transcoded ??= new ArrayBufferWriter<byte>();
            _transcoded.ResetWrittenCount();
            charset.Transcode(text, _transcoded);
            text = _transcoded.WrittenSpan;
        }

        var added = batch.AddMessage(text);
        if (original is not null)
        {
            OriginalText.Keep(added, original, text);
        }
    }
}

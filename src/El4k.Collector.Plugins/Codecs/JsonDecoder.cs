using System.Buffers;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Codecs;

/// <summary>Decodes JSON texts into a batch, as every JSON codec does it.</summary>
/// <remarks>
/// An object is an event, an array one for each of its objects, blank text none. Anything else is an event with the text as <c>message</c>, tagged
/// <c>_jsonparsefailure</c>, and so is an array over <see cref="JsonArrayBound"/>, which is also tagged <c>_jsonarraytoolong</c>. Used by one thread.
/// </remarks>
/// <param name="charset">The texts'.</param>
/// <param name="target">The field that takes what was decoded; null for the event itself.</param>
/// <param name="original">The field that keeps the text of a document that is one event; null for none.</param>
internal sealed class JsonDecoder(Charset charset, FieldReference? target, FieldReference? original)
{
    /// <summary>The tag of text that is not JSON.</summary>
    public const string FailureTag = "_jsonparsefailure";

    /// <summary>The second tag of an array that has too many elements.</summary>
    public const string ArrayTooLongTag = "_jsonarraytoolong";

    private readonly bool _isPlain = target is null && original is null;
    private ArrayBufferWriter<byte>? _transcoded;

    /// <summary>Whether a byte is blank between JSON texts.</summary>
    public static bool IsBlank(byte value) => value is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t';

    /// <summary>Decodes text that is most likely one document, and only then looks whether it is several.</summary>
    public void DecodeOne(ReadOnlySpan<byte> text, EventBatch batch)
    {
        text = ToUtf8(text).Trim(" \t\r\n"u8);
        if (!TryAdd(text, batch))
        {
            AddRefused(text, batch);
        }
    }

    /// <summary>Decodes text that may hold several documents, one after the other or a line each.</summary>
    public void DecodeMany(ReadOnlySpan<byte> text, EventBatch batch) => AddMany(ToUtf8(text), batch);

    private void AddMany(ReadOnlySpan<byte> text, EventBatch batch)
    {
        text = text.Trim(" \t\r\n"u8);
        var isOpen = false;
        while (!text.IsEmpty)
        {
            var end = EndOfFirst(text, ref isOpen);
            var first = text[..end];
            if (!TryAdd(first, batch))
            {
                AddFailure(first.TrimEnd(" \t\r\n"u8), batch);
            }

            text = text[end..].TrimStart(" \t\r\n"u8);
        }
    }

    private void AddRefused(ReadOnlySpan<byte> text, EventBatch batch)
    {
        var isOpen = false;
        if (EndOfFirst(text, ref isOpen) == text.Length)
        {
            AddFailure(text, batch);
        }
        else
        {
            AddMany(text, batch);
        }
    }

    private static void AddFailure(ReadOnlySpan<byte> text, EventBatch batch)
    {
        var failure = batch.AddFailure(text, FailureTag);
        if (JsonArrayBound.IsExceededBy(text))
        {
            failure.Tag(ArrayTooLongTag);
        }
    }

    // A document ends at its last bracket; what does not begin with one, or never closes it, ends with its line. Once one was left open, documents after it
    // are looked for in their own lines only: a search to the end for each line would take for ever.
    private static int EndOfFirst(ReadOnlySpan<byte> text, ref bool isOpen)
    {
        var line = text.IndexOf((byte)'\n');
        line = line < 0 ? text.Length : line;
        if (text[0] is (byte)'{' or (byte)'[')
        {
            var end = default(JsonDocumentScanner).FindEnd(isOpen ? text[..line] : text);
            if (end >= 0)
            {
                return end;
            }

            isOpen = true;
        }

        return line;
    }

    private bool TryAdd(ReadOnlySpan<byte> text, EventBatch batch)
    {
        if (_isPlain)
        {
            return batch.AddJson(text);
        }

        var first = batch.Count;
        if (!(target is null ? batch.AddJson(text) : TryAddBelow(target, text, batch)))
        {
            return false;
        }

        // An array of several is the text of none of them.
        if (original is not null && batch.Count == first + 1)
        {
            OriginalText.Keep(batch[first], original, text);
        }

        return true;
    }

    private static bool TryAddBelow(FieldReference field, ReadOnlySpan<byte> text, EventBatch batch)
    {
        if (JsonArrayBound.IsExceededBy(text))
        {
            return false;
        }

        if (!JsonValue.TryDecode(text, out var value, out _))
        {
            return text.IsEmpty;
        }

        if (value is EventMap map)
        {
            batch.Add().Set(field, map);
            return true;
        }

        if (value is not List<object?> list || list.Exists(item => item is not EventMap))
        {
            return false;
        }

        foreach (var item in list)
        {
            batch.Add().Set(field, item);
        }

        return true;
    }

    private ReadOnlySpan<byte> ToUtf8(ReadOnlySpan<byte> text)
    {
        if (charset.IsUtf8)
        {
            return text;
        }

        _transcoded ??= new ArrayBufferWriter<byte>();
        _transcoded.ResetWrittenCount();
        charset.Transcode(text, _transcoded);
        return _transcoded.WrittenSpan;
    }
}

using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Codecs.Multiline;

/// <summary>The lines of the event in progress. Used by one thread.</summary>
/// <param name="tag">The tag of an event of more than one line; empty for none.</param>
/// <param name="original">The field that keeps the text beside the message; null for none.</param>
/// <param name="clock">Tells when the first line came, which is the event's time.</param>
internal sealed class JoinedLines(string tag, FieldReference? original, TimeProvider clock)
{
    // One long event must not make its stream keep a large buffer for ever.
    private const int LargeBytes = 256 * 1024;

    private byte[] _text = [];
    private Timestamp _began;

    /// <summary>How many lines there are.</summary>
    public int Lines { get; private set; }

    /// <summary>How long their text is, with the newlines between them.</summary>
    public int Bytes { get; private set; }

    /// <summary>How many bytes of the stream they were.</summary>
    public long StreamBytes { get; private set; }

    /// <summary>The memory they take.</summary>
    public long Memory => _text.Length;

    /// <summary>Adds a line.</summary>
    /// <param name="line">Its text in UTF-8.</param>
    /// <param name="streamBytes">How many bytes of the stream it was, with its delimiter.</param>
    public void Add(ReadOnlySpan<byte> line, int streamBytes)
    {
        if (Lines == 0)
        {
            _began = Timestamp.Now(clock);
        }

        var needed = Bytes + line.Length + 1;
        if (_text.Length < needed)
        {
            Array.Resize(ref _text, Math.Max(needed, Math.Min(_text.Length * 2, Array.MaxLength)));
        }

        if (Lines > 0)
        {
            _text[Bytes++] = (byte)'\n';
        }

        line.CopyTo(_text.AsSpan(Bytes));
        Bytes += line.Length;
        StreamBytes += streamBytes;
        Lines++;
    }

    /// <summary>Makes an event of the lines, if there are any.</summary>
    /// <param name="batch">Takes the event.</param>
    /// <param name="reached">The tag of the limit that ended the event; null when it is whole.</param>
    public void Give(EventBatch batch, string? reached = null)
    {
        if (Lines == 0)
        {
            return;
        }

        var added = batch.AddMessage(_text.AsSpan(0, Bytes));
        added.Timestamp = _began;
        if (original is not null)
        {
            OriginalText.Keep(added, original, _text.AsSpan(0, Bytes));
        }

        if (Lines > 1 && tag.Length > 0)
        {
            added.Tag(tag);
        }

        if (reached is not null)
        {
            added.Tag(reached);
        }

        Lines = 0;
        Bytes = 0;
        StreamBytes = 0;
        _text = _text.Length > LargeBytes ? [] : _text;
    }
}

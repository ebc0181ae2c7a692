using System.Runtime.CompilerServices;

namespace El4k.Collector.Events;

/// <summary>The text of the instant that was written last. Events that arrive together share their instant, so that most of them copy a text rather than make one. One a thread.</summary>
internal sealed class TimestampText
{
    [ThreadStatic]
    private static TimestampText? _ofThread;

    private readonly byte[] _quoted = new byte[Timestamp.MaxTextLength + 2];
    private int _length;
    private long _ticks = -1;

    /// <summary>Writes the text form between quotes.</summary>
    public static void WriteQuoted(Timestamp instant, ref SpanOutput output)
    {
        TimestampText text = _ofThread ??= new TimestampText();
        if (text._ticks != instant.Ticks)
        {
            text.Make(instant);
        }

        output.Write(text._quoted.AsSpan(0, text._length));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Make(Timestamp instant)
    {
        _quoted[0] = (byte)'"';
        int length = instant.Format(_quoted.AsSpan(1));
        _quoted[length + 1] = (byte)'"';
        _length = length + 2;
        _ticks = instant.Ticks;
    }
}
